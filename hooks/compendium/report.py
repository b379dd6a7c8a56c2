"""The report on a pull request, as Markdown for its summary and for a terminal: what it brings, owes and changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from compendium import inert, listing, report_changes
from compendium.checks import is_error
from compendium.problem import Problem
from compendium.proposal import Debt, Proposal
from compendium.sync import State
from compendium.wording import Voice, language

# A summary holds 1 MiB; some room is left for what a workflow adds to it.
MOST_BYTES = 900_000
_MOST_LISTED = 300


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What was compared, as it was asked for, and the commit where both part.

    `others` are the files that changed and are neither pages nor records, `skipped` those that are no plain files;
    `site` is the address or the folder of a built site, or empty.
    """

    base: str
    head: str
    start: str
    others: Sequence[str] = ()
    skipped: Sequence[str] = ()
    site: str = ""


def markdown(proposal: Proposal, compared: Compared, codes: Sequence[str]) -> str:
    """The report. `codes` are the languages that it speaks; what changed is shown in every language all the same."""
    voice = Voice(codes)
    blocks = [
        *_head(proposal, compared, voice),
        *_checks(proposal, voice),
        *_owed(proposal, voice),
        *report_changes.pages(proposal, voice),
        *report_changes.records(proposal, voice),
        *_others(compared, voice),
        *report_changes.preview(proposal, compared.site, voice),
    ]
    return "\n\n".join(_limited(blocks, voice)) + "\n"


def _head(proposal: Proposal, compared: Compared, voice: Voice) -> Iterator[str]:
    yield f"# {voice.label('title')}"
    yield voice.sentence(_verdict(proposal), _counts(proposal), "**")
    names = {"base": compared.base, "head": compared.head, "start": compared.start}
    yield voice.sentence("compared", {key: inert.code(name) for key, name in names.items()})
    yield voice.sentence("judged")
    for key, files in (("unread", proposal.unread), ("skipped", compared.skipped)):
        if files:
            yield voice.sentence(key, {"files": ", ".join(map(inert.code, files[:_MOST_LISTED]))})


def _verdict(proposal: Proposal) -> str:
    findings = proposal.findings
    if any(map(is_error, findings.new)):
        return "wrong"
    if any(map(is_error, findings.kept)):
        return "wrong-before"
    return "warned" if findings.new or proposal.owed or proposal.debts or proposal.unknown else "fine"


def _counts(proposal: Proposal) -> dict[str, int]:
    listed = _listed(proposal)
    errors = sum(map(is_error, listed))
    return {
        "errors": errors,
        "warnings": len(listed) - errors,
        "kept": len(proposal.findings.kept),
        "kept_errors": sum(map(is_error, proposal.findings.kept)),
        "mended": proposal.findings.mended,
        "owed": len(proposal.owed) + len(proposal.debts),
    }


def _listed(proposal: Proposal) -> list[Problem]:
    """The findings; what is behind is told under what is owed."""
    return [problem for problem in proposal.findings.new if problem.check != "behind"]


def _checks(proposal: Proposal, voice: Voice) -> Iterator[str]:
    listed = _listed(proposal)
    yield f"## {voice.label('findings')}"
    yield voice.sentence("findings.count", _counts(proposal))
    for path, found in groupby(listed[:_MOST_LISTED], key=lambda problem: problem.path):
        yield f"### {inert.code(path)}"
        yield "\n".join(_finding(problem, voice) for problem in found)
    if len(listed) > _MOST_LISTED:
        yield voice.sentence("more", {"count": len(listed) - _MOST_LISTED})
    if listed:
        yield voice.sentence("limits")


def _finding(problem: Problem, voice: Voice) -> str:
    level = " · ".join(listing.LEVELS["error" if is_error(problem) else "warning"][code] for code in voice.codes)
    place = voice.label("line", {"line": problem.line})
    messages = (f"  - {inert.text(listing.said(problem, code))}" for code in voice.codes)
    return "\n".join([f"- **{level}** {inert.code(problem.check)}, {place}", *messages])


def _owed(proposal: Proposal, voice: Voice) -> Iterator[str]:
    yield f"## {voice.label('owed')}"
    told = [*(_section(state, voice) for state in proposal.owed), *(_field(debt, voice) for debt in proposal.debts)]
    yield "\n".join(told[:_MOST_LISTED]) if told else voice.sentence("owed.none")
    if len(told) > _MOST_LISTED:
        yield voice.sentence("more", {"count": len(told) - _MOST_LISTED})
    if proposal.owed_before:
        yield voice.sentence("owed.before", {"count": proposal.owed_before})
    for typed in proposal.unknown[:_MOST_LISTED]:
        yield voice.sentence(
            "unknown", {"place": inert.code(typed), "example": inert.code("integration/goals.md#targets")}
        )


def _section(state: State, voice: Voice) -> str:
    """A section that is behind, and the three ways out."""
    code = str(state.behind)
    where = state.path + (f"#{state.id}" if state.id else "")
    fills = {
        "language": language(code),
        "file": inert.code(f"docs/{code}/{state.path}"),
        "matches": inert.code(f"Still-matches: {where}"),
        "mechanical": inert.code(f"Mechanical: {where}"),
        "command": inert.code(f"make confirm PAGE={state.path}" + (f" SECTION={state.id}" if state.id else "")),
    }
    ways = [item for key in ("change", "matches", "mechanical") for item in voice.items(f"owed.{key}", fills)]
    title = inert.text(state.titles[code])
    return "\n".join([f"- {inert.code(where)}, “{title}”: {voice.label('owed.section', fills)}", *ways])


def _field(debt: Debt, voice: Voice) -> str:
    fills = {
        "record": inert.code(f"data/{debt.record.dataset}.yml#{debt.record.id}"),
        "field": voice.word(f"field.{debt.field}", inert.text(debt.field)),
        "language": language(debt.behind),
    }
    return "\n".join([f"- {fills['record']}: {fills['field']}", *voice.items("owed.field", fills)])


def _others(compared: Compared, voice: Voice) -> Iterator[str]:
    if compared.others:
        yield f"## {voice.label('others')}"
        yield voice.sentence("others.about")
        yield "\n".join(f"- {inert.code(path)}" for path in compared.others[:_MOST_LISTED])
        if len(compared.others) > _MOST_LISTED:
            yield voice.sentence("more", {"count": len(compared.others) - _MOST_LISTED})


def _limited(blocks: Sequence[str], voice: Voice) -> Iterator[str]:
    """The blocks, as far as they fit, and whether there is more."""
    left = MOST_BYTES
    for block in blocks:
        left -= len(block.encode()) + 2
        if left < 0:
            yield voice.sentence("shortened")
            return
        yield block
