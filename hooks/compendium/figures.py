"""Figures as prose says them."""

from compendium.language import Language
from compendium.model import Figure
from compendium.render import words

NO_BREAK = "\N{NO-BREAK SPACE}"


def said(figure: Figure, language: Language) -> str:
    """`hơn 33.000 việc làm`, `about 45%`, `44th`: the parts stay on one line."""
    number = language.number(figure.value)
    if figure.kind == "rank":
        number = language.ordinal(int(figure.value)).replace(" ", NO_BREAK, 1)
    elif figure.kind == "percent":
        number += "%"
    elif figure.unit:
        number += NO_BREAK + figure.unit[language.code]
    qualifier = "" if figure.qualifier == "exact" else words()[f"qualifier.{figure.qualifier}"][language.code]
    return f"{qualifier}{NO_BREAK}{number}" if qualifier else number
