"""Ids from names: what an address may be made of, and what nothing else has yet."""

from collections.abc import Container

from compendium.vietnamese import slug

_LONGEST = 64


def identifier(name: str) -> str:
    """The id that a name in English suggests; empty where it has no letter that an id may start with."""
    words = slug(name).lstrip("-0123456789").split("-")
    while len("-".join(words)) > _LONGEST:
        words.pop()
    return "-".join(words)


def free(wanted: str, taken: Container[str]) -> str:
    """The id, or the first with a number behind it that nothing has yet."""
    number = 2
    found = wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found
