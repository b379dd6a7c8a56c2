"""What the tests of rules share: a little site judged without building it."""

from compendium.edition import Edition
from compendium.library import Library
from compendium.problem import DataError, Problem
from conftest import Site

FIGURE = """
- id: jobs
  value: 33000
  kind: amount
  qualifier: more-than
  unit: {vi: việc làm, en: jobs}
  nature: pledged
  what: {vi: Việc làm, en: Jobs}
  base: {vi: Không nêu, en: Not given}
  as_of: '2023-09'
  as_of_basis: stated
  citations: [mai-ha §1]
"""


def data_problems(site: Site) -> list[Problem]:
    """Every problem of `data/`, in the order in which an editor reads them."""
    try:
        Library.load(site.root / "data")
    except DataError as error:
        return error.problems
    return []


def all_problems(site: Site) -> list[Problem]:
    """Every problem of data and pages together."""
    try:
        Edition.load(site.root)
    except DataError as error:
        return error.problems
    return []


def told(path: str, line: int, vi: str, en: str) -> Problem:
    """What a test expects to be told: which check tells it is no part of what an editor reads first."""
    return Problem(path, line, vi, en, "")


def places(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(problem.path, problem.line) for problem in problems]
