"""The finished content of a page as a tree, cut where its sections and records begin."""

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any
from urllib.parse import unquote

from lxml import etree

# What the library gives has no types.
Element = Any

_HEADINGS = ("h2", "h3")
# Only these are cut; each slice stands in a copy of those that it stood in. Everything else stays whole.
_CUT = frozenset({"article", "div", "ol", "section", "table", "tbody", "ul"})
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ADDRESSES = frozenset({"action", "data", "href", "poster", "src"})
_REFERENCES = frozenset({"commandfor", "for", "form", "headers", "list", "popovertarget"})


@dataclass
class Slice:
    """A piece of a page. `id` is that of its heading or record; None where it goes on with what came before.

    `whole` is a record: what follows it is not part of it.
    """

    element: Element
    id: str | None = None
    whole: bool = False

    @property
    def html(self) -> str:
        written: str = etree.tostring(self.element, encoding="unicode", method="html", with_tail=False)
        # The serialiser is older than this element, which has no end.
        return written.replace("</wbr>", "")

    @property
    def title(self) -> str:
        """The heading as plain text; empty where there is none, or none for a table of contents (`data-toc="no"`)."""
        heading = next(self.element.iter(*_HEADINGS), None)
        return "" if heading is None or heading.get("data-toc") == "no" else _text(heading)


def tree(html: str, start: str) -> Element:
    """The content of a page in an element `div`, whose start tag is given."""
    return etree.fromstring(f"{start}{html}</div>", etree.HTMLParser()).find("body/div")


def drop(root: Element, path: str) -> list[str]:
    """Takes away every element that an XPath finds, and gives what each said."""
    found = root.xpath(path)
    for element in found:
        before, above = element.getprevious(), element.getparent()
        if before is None:
            above.text = (above.text or "") + (element.tail or "")
        else:
            before.tail = (before.tail or "") + (element.tail or "")
        above.remove(element)
    return [_text(element) for element in found]


def cut(root: Element) -> dict[str, Slice]:
    """The slices of a page in order, by key; their ids are taken from the elements.

    The key is the id. What has none, before the first section or after a record, has blanks, which no id can hold: one
    the first such slice, two the second.
    """
    found: dict[str, Slice] = {}
    nameless = ""
    for piece in filter(_says_something, _pieces(root)):
        nameless += " " * (not piece.id)
        found[piece.id or nameless] = piece
    return found


def _says_something(piece: Slice) -> bool:
    return piece.element.find("*") is not None or bool((piece.element.text or "").strip())


def _pieces(element: Element) -> Iterator[Slice]:
    holder = _holder(element)
    if holder is not None:
        yield Slice(element, holder.attrib.pop("id"), element.tag not in _HEADINGS)
    elif element.tag not in _CUT or all(_holder(below) is None for below in element.iterdescendants("*")):
        yield Slice(element)
    else:
        yield from _shells(element)


def _shells(element: Element) -> Iterator[Slice]:
    """The slices of what stands in an element, each in a copy of it. The head of a table stands in every copy."""
    heads = [child for child in element if child.tag in ("caption", "thead")]
    # What is said before the first of them does not belong to it.
    shell = Slice(_shell(element, heads)) if (element.text or "").strip() else None
    for child in [child for child in element if child not in heads]:
        for piece in _pieces(child):
            if shell is None or shell.whole or piece.id is not None:
                if shell:
                    yield shell
                shell = Slice(_shell(element, heads), piece.id if shell is None or piece.id is not None else "")
            shell.element.append(piece.element)
            shell.whole = piece.whole
    if shell:
        shell.element.tail = element.tail
        yield shell


def _shell(element: Element, heads: Iterable[Element]) -> Element:
    """A copy of an element without what stands in it. Its id, its name and its first words are for the first copy."""
    # A section without its heading is none.
    shell = element.makeelement("div" if element.tag == "section" else element.tag, element.attrib)
    shell.text, element.text = element.text, None
    shell.extend(deepcopy(head) for head in heads)
    for name in ("id", "aria-label", "aria-labelledby"):
        element.attrib.pop(name, None)
    return shell


def _holder(element: Element) -> Element | None:
    """Where the id stands that begins a slice: on a heading, on a record, or on the first heading in a record."""
    if element.tag in _HEADINGS:
        return element if element.get("id") else None
    if element.tag == "footer" or element.get("data-search"):
        return next((at for at in (element, *element.iter(*_HEADINGS)) if at.get("id")), None)
    return None


def _text(element: Element) -> str:
    said = element.xpath(".//text()[not(ancestor::*[@class='headerlink'])]")
    return " ".join("".join(said).split())


def ids(slices: Iterable[Slice]) -> set[str]:
    """Every id that stands in the slices, but for their own."""
    return {str(found) for piece in slices for found in piece.element.xpath(".//@id")}


@dataclass(frozen=True)
class Links:
    """Makes what stood at one address stand at another: `en/timeline/` and `song-ngu/timeline/`.

    `renamed` are the ids that are other ones there; those `beside` stand on what is around the slices.
    """

    old: str
    new: str
    renamed: Mapping[str, str]
    beside: Container[str]

    def mend(self, slices: Iterable[Slice]) -> None:
        """Changes every address, id and reference in the slices."""
        place = cache(self._place)
        for element in chain.from_iterable(piece.element.iter("*") for piece in slices):
            for name, value in element.items():
                if name in _ADDRESSES:
                    element.set(name, self.rebased(value, place))
                elif name == "id":
                    element.set(name, self.renamed.get(value, value))
                elif name in _REFERENCES or name.startswith(("aria-", "data-")):
                    self._refer(element, name, value)

    def rebased(self, target: str, place: Callable[[str], str]) -> str:
        """The target of a link, seen from the new address; what is on the page itself stays there."""
        if _ELSEWHERE.match(target):
            return target
        path, mark, fragment = target.partition("#")
        there = place(path)
        return there + mark + (fragment if there else self.renamed.get(unquote(fragment), fragment))

    def _place(self, path: str) -> str:
        """The same without its fragment: empty for the page itself."""
        path, mark, query = path.partition("?")
        place = posixpath.join(f"/{self.old}", path)
        if not mark and posixpath.normpath(place) == posixpath.normpath(f"/{self.old}"):
            return ""
        slash = "/" * (path in ("", ".", "..") or path.endswith(("/", "/.", "/..")))
        return posixpath.relpath(place, f"/{self.new}") + slash + mark + query

    def _refer(self, element: Element, name: str, value: str) -> None:
        """An attribute whose words may be ids. What a heading named is named by nothing once its id is on the row."""
        words = value.split()
        if name == "aria-labelledby" and any(word in self.beside for word in words):
            del element.attrib[name]
        elif any(word in self.renamed for word in words):
            element.set(name, " ".join(self.renamed.get(word, word) for word in words))
