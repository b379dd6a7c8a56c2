"""Whether both languages say the same: a note on each section that is behind, and the state of all pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from compendium import lag
from compendium.frame import Frame
from compendium.lag import Lag
from compendium.language import LANGUAGES
from compendium.pages import Page
from compendium.sync import State


def noted(html: str, frame: Frame) -> str:
    """The content of a page with a note on each section whose text in this language is behind."""
    page = frame.pages.at(frame.language.code, frame.path)
    here = [found for found in frame.lags.of(page.path) if found.state.behind == frame.language.code] if page else []
    return lag.told(html, [(found.state.id, _note(found, frame)) for found in here])


def _note(found: Lag, frame: Frame) -> str:
    return frame.render("behind.html", lag=found, url=url(frame, found.state, str(found.state.ahead)))


def url(frame: Frame, state: State, code: str) -> str:
    """The relative address of a section in a language."""
    page = frame.pages.by_language[code][state.path]
    place = LANGUAGES[code].prefix + page.address + (f"#{state.id}" if state.id else "")
    return frame.shared(place) or "./"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A page and how its sections stand."""

    page: Page
    states: Sequence[State]
    lags: Sequence[Lag]

    @property
    def in_step(self) -> int:
        return sum(state.kind == "in-step" for state in self.states)

    @property
    def unconfirmed(self) -> int:
        return len(self.states) - self.in_step - len(self.lags)


def status(frame: Frame, _: tuple[str, ...]) -> str:
    there = frame.pages.by_language[frame.language.code]
    lags = frame.lags
    rows = [Row(page=there[path], states=states, lags=lags.of(path)) for path, states in lags.states.items()]
    rows.sort(key=lambda row: row.page.path)
    return frame.render(
        "status.html",
        rows=rows,
        unconfirmed=[row.unconfirmed for row in rows],
        behind=[row for row in rows if row.lags],
        words=lags.words if any(row.lags for row in rows) else {},
        url=lambda state, code: url(frame, state, code),
        language=lambda code: LANGUAGES[code],
    )
