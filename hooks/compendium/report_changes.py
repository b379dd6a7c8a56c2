"""What a pull request changes, as Markdown: pages block by block, records field by field, and where to look at them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from compendium import inert
from compendium.frozen import BlockChange, FieldChange, PageChange, RecordChange
from compendium.language import BOTH, LANGUAGES
from compendium.model import Text
from compendium.pages import address
from compendium.proposal import Links, Proposal
from compendium.redline import Part
from compendium.wording import Voice

# Characters of a block or a field, and those kept beside a change where more of it stands.
_MOST_TEXT = 4_000
_AROUND = 160


def pages(proposal: Proposal, voice: Voice) -> Iterator[str]:
    """Each page that changed: what a reader sees, and where its links lead."""
    yield f"## {voice.label('pages')}"
    if not proposal.pages and not proposal.links:
        yield voice.sentence("pages.none")
    for page in proposal.pages:
        yield f"### {inert.code(page.path)}: {_name(page.title, voice)}"
        yield _status(page, voice)
        for code, blocks in page.redline.items():
            yield f"**{LANGUAGES[code].name}**"
            yield "\n".join(_block(block, voice) for block in blocks)
        yield from _links(proposal.links.get(page.path, {}), voice)
    for path in [path for path in proposal.links if path not in {page.path for page in proposal.pages}]:
        yield f"### {inert.code(path)}"
        yield from _links(proposal.links[path], voice)


def _name(text: Text, voice: Voice) -> str:
    return " · ".join(inert.text(name) for name in dict.fromkeys(text[code] for code in voice.codes))


def _status(page: PageChange, voice: Voice) -> str:
    said = voice.word(f"list.{'moved' if page.was else page.change}")
    if page.was:
        said += f" ({voice.label('was', {'path': inert.code(page.was)})})"
    return f"{said}. {voice.word(f'only.{page.only}')}." if page.only and page.change == "changed" else f"{said}."


def _block(block: BlockChange, voice: Voice) -> str:
    """A block of a page under its heading; of what has none, such as the title, what it is."""
    heading = voice.word(f"block.{block.kind}") or inert.text(block.section)
    return f"- {f'*{heading}*: ' if heading and block.kind != 'heading' else ''}{redline(block.parts, voice)}"


def _links(links: Links, voice: Voice) -> Iterator[str]:
    for code, (gone, come) in links.items():
        parts = [*(Part("deleted", link) for link in gone), *(Part("inserted", link) for link in come)]
        marked = ", ".join(inert.redline([part]) for part in parts)
        yield f"{voice.label('links')} ({LANGUAGES[code].name}): {marked}"


def records(proposal: Proposal, voice: Voice) -> Iterator[str]:
    """Each record that changed, field by field."""
    yield f"## {voice.label('records')}"
    if not proposal.records:
        yield voice.sentence("records.none")
    for dataset, found in groupby(proposal.records, key=lambda record: record.dataset):
        yield f"### {inert.code(f'data/{dataset}.yml')}: {voice.word(f'dataset.{dataset}')}"
        for record in found:
            yield "\n".join(_record(record, voice))


def _record(record: RecordChange, voice: Voice) -> Iterator[str]:
    status = voice.word(f"list.{record.change}")
    yield f"- **{_name(record.name, voice)}** {inert.code(record.id)}: {status}"
    for field in record.fields:
        if field.field != "id":
            yield from _field(field, voice)


def _field(field: FieldChange, voice: Voice) -> Iterator[str]:
    name = field.field.split(".")[-1]
    label = voice.word(f"field.{name}", inert.text(field.field))
    shown = {code: redline(parts, voice) for code, parts in field.redline.items()}
    if len(shown) == len(LANGUAGES) and len(set(shown.values())) == 1:
        yield f"  - {label}: {next(iter(shown.values()))}"
        return
    yield f"  - {label}:"
    for code, text in shown.items():
        yield f"    - {LANGUAGES[code].name}: {text}"


def redline(parts: Sequence[Part], voice: Voice) -> str:
    """The redline; of what stands, only as much as it takes to find the place; of what is new or gone, what fits."""
    left, shown = _MOST_TEXT, list[str]()
    for position, part in enumerate(parts):
        text = part.text
        if part.kind == "same":
            text = _around(text, position > 0, position < len(parts) - 1)
        kept = text[:left]
        shown.append(inert.redline([Part(part.kind, kept)]))
        left -= len(kept)
        if left <= 0:
            missing = sum(len(part.text) for part in parts[position:]) - len(kept)
            shown.append(f" {voice.label('cut', {'count': missing})}")
            break
    return "".join(shown)


def _around(text: str, before: bool, after: bool) -> str:
    """The ends of a text that stand beside a change, where it is long: the words between are as they were."""
    if len(text) <= 3 * _AROUND:
        return text
    start = text[:_AROUND].rsplit(" ", 1)[0] if before else ""
    end = text[-_AROUND:].split(" ", 1)[-1] if after else ""
    return " […] ".join([start, end]).strip(" ")


def preview(proposal: Proposal, site: str, voice: Voice) -> Iterator[str]:
    """Where each page that changed stands in a built site, in each language and side by side."""
    there = [page for page in proposal.pages if page.change != "removed"]
    yield f"## {voice.label('preview')}"
    if not site:
        yield voice.sentence("preview.how")
    if there:
        yield voice.sentence("preview.at")
        yield "\n".join(f"- {_name(page.title, voice)}: {_addresses(page.path, site, voice)}" for page in there)


def _addresses(path: str, site: str, voice: Voice) -> str:
    prefixes = {language.name: language.prefix for language in LANGUAGES.values()} | {voice.word("both"): BOTH}
    return ", ".join(f"{name} {_address(prefix + address(path), site)}" for name, prefix in prefixes.items())


def _address(below: str, site: str) -> str:
    """A link below the address of a site, or the file below its folder."""
    if site.startswith(("https://", "http://")):
        return f"<{site.rstrip('/')}/{quote(below)}>"
    return inert.code(f"{site.rstrip('/')}/{below}index.html" if site else f"/{below}")
