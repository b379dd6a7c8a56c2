"""Where a reader goes to change a page: the file of its language, the data that it shows, a report, the guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from compendium import views
from compendium.frame import Frame

# What tells an editor each step, by language, and the form that asks what is wrong: see .github/ISSUE_TEMPLATE/.
GUIDES = {"vi": "CONTRIBUTING.vi.md", "en": "CONTRIBUTING.md"}
FORM = "correct-a-fact.yml"


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """The addresses on the host of the repository: `data` holds the name of each dataset, and where it is changed.

    All of them lead to the current text, from whichever release a reader comes.
    """

    edit: str
    report: str
    guide: str
    data: Sequence[tuple[str, str]]


def suggestion(frame: Frame, path: str, repository: str | None, edit: str | None) -> Suggestion | None:
    """What the page at a path, `integration/goals.md`, offers; None where no repository is named.

    `repository` and `edit` are `repo_url` and `edit_uri` of the configuration, the second as in `edit/main/docs/`.
    """
    if not repository or not edit:
        return None
    root, code = repository.rstrip("/"), frame.language.code
    pages = f"{root}/{edit}"
    files = pages.removesuffix("docs/")
    page = frame.pages.by_language[code][path]
    return Suggestion(
        edit=f"{pages}{quote(f'{code}/{path}')}",
        report=f"{root}/issues/new?template={FORM}&page={quote(frame.permanent(frame.path), safe='')}",
        guide=f"{files.replace('/edit/', '/blob/')}{GUIDES[code]}",
        data=[(name, f"{files}data/{name}.yml") for name in views.shown_datasets(page, frame.library)],
    )
