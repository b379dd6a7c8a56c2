"""Figures as prose says them."""

from datetime import date

from compendium import dates
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


def is_over(figure: Figure, day: date | None) -> bool:
    """Whether a figure is a target whose period ended before a day; of no target, and on no day, it is told."""
    return figure.nature == "target" and day is not None and dates.bounds(figure.as_of)[1] < day


def nature(figure: Figure, day: date | None, language: Language) -> str:
    """What kind of number it is, as of a day: `mục tiêu`, `target of a period that is over`, `pledged`."""
    return words()["target-over" if is_over(figure, day) else f"nature.{figure.nature}"][language.code]
