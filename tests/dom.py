"""HTML as a tree, for tests that ask what a page says and not how it is spelt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass(eq=False)
class Element:
    """An element, what stands in it, and the element that it stands in."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    def elements(self) -> Iterator["Element"]:
        """Every element below this one, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def all(self, tag: str = "", **wanted: str) -> list["Element"]:
        """The elements of that name and with those attributes; `cls` asks for one class among others."""
        cls = wanted.pop("cls", None)
        return [
            element
            for element in self.elements()
            if element.tag == (tag or element.tag)
            and (cls is None or cls in element["class"].split())
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **wanted: str) -> "Element":
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} × {tag} {wanted}"
        return found[0]

    def texts(self) -> Iterator[tuple["Element", str]]:
        """Every run of text with the element that it stands in."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            else:
                yield self, child

    @property
    def text(self) -> str:
        return " ".join("".join(text for _, text in self.texts()).split())

    @property
    def around(self) -> Iterator["Element"]:
        """This element and those that it stands in, from the inside out."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent

    @property
    def language(self) -> str:
        return next((element["lang"] for element in self.around if element["lang"]), "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(element)
        if tag not in _VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        opened = next((element for element in self.at.around if element.tag == tag), None)
        if opened and opened.parent:
            self.at = opened.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Element:
    """The root of the tree that a piece of HTML describes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
