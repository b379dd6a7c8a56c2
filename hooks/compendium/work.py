"""A page as a work of its own: what it is called, where it stays and since when, for those who cite or link to it."""

from dataclasses import dataclass

from compendium.frame import Frame
from compendium.pages import Page


@dataclass(frozen=True, kw_only=True)
class Work:
    """A page of a release, or of a draft. `path` is that of its file below its language: `integration/goals.md`.

    `updated` is the ISO day on which it last changed, or empty where that is not known.
    """

    frame: Frame
    path: str
    updated: str = ""

    @property
    def page(self) -> Page:
        return self.frame.pages.by_language[self.frame.language.code][self.path]

    @property
    def site(self) -> str:
        return self.frame.word("site")

    @property
    def is_home(self) -> bool:
        return not self.page.address

    @property
    def title(self) -> str:
        """What it is called by those who do not stand on it: the home page is the site."""
        return self.site if self.is_home else self.page.front.title

    @property
    def url(self) -> str:
        """Its permanent address: what stands there never changes, except for a draft."""
        return self.frame.permanent(self.frame.path)

    @property
    def newest(self) -> str:
        """The address at which its newest release is found."""
        return self.frame.newest(self.frame.path)

    @property
    def issued(self) -> str:
        """The ISO day of its release, or that of its last change for a draft; empty where that is not known."""
        return self.frame.release.date if self.frame.release else self.updated

    @property
    def image(self) -> str:
        """The address of the picture that stands for the site where the page is shared."""
        return self.frame.publication.base + card_name(self.frame.language.code)


def card_name(code: str) -> str:
    """The file of that picture in one language, from the root of a release."""
    return f"assets/card.{code}.png"
