"""Why names stand on one page: the arbiter's decisions as text, which `kg extract --explain` prints.

A sentence shows the names that had rivals, each with what lost to it and why, and in one line those that had none.
Rules that propose what stands stand in brackets. A sentence without candidates is left out. Borders are offsets into
the page file's decoded text, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from kg.config import Settings
from kg.model import Page
from kg.recognition import decided, in_text
from kg.recognition.candidates import Ballot, Candidate
from kg.recognition.explaining import Decision, Reason, Rival, rule_row
from kg.resolution.seeds import load_seeds

LONGEST_NAME, LONGEST_SENTENCE = 40, 120  # characters printed


def explanation(page: Page, settings: Settings = Settings()) -> str:  # noqa: B008  frozen
    """The decisions about the names of one page as text: a pure function of the page and the settings.

    Args:
        page: the page, from `kg.reading.read_page` or `read_text`.
        settings: what the user has set.

    Raises:
        InputError: a component to disable does not exist, or a seed table is not valid.
    """
    known = load_seeds(settings.seeds).names() if settings.seeds else ()
    doc = decided(page, settings.disable, known)
    decisions: tuple[Decision, ...] = doc._.decisions
    return "\n".join(lines(page, doc._.ballot, decisions)) + "\n"


def lines(page: Page, ballot: Ballot | None, decisions: tuple[Decision, ...]) -> Iterator[str]:
    """Head, sentences, and what the rules that occur look for."""
    names = sum(d.winner is not None for d in decisions)
    opposed = sum(d.winner is not None and d.opposed for d in decisions)
    rejected = sum(d.winner is None for d in decisions)
    yield f"{page.name}: {names} names, {opposed} with rivals; {rejected} stretches with candidates but no name"
    if ballot is None:
        yield "no arbiter is in the pipeline, so nothing was decided"
        return
    yield f"threshold {ballot.threshold:g}; weight = (score - {ballot.offset:g}) x characters; the heaviest set stands"
    lefts = [sentence.left for sentence in page.sentences]
    for number, group in groupby(decisions, key=lambda d: bisect_right(lefts, d.left) - 1):
        yield ""
        yield from sentence_lines(page, number, list(group))
    yield ""
    yield "rules:"
    for rule in sorted({c.rule for d in decisions for c in d.candidates()}):
        yield f"  {rule:18} {rule_text(rule)}".rstrip()


def sentence_lines(page: Page, number: int, group: list[Decision]) -> Iterator[str]:
    """One sentence with its decisions; -1 stands for what comes before the first sentence."""
    if number >= 0:
        sentence = page.sentences[number]
        start, end = page.span(sentence.left, sentence.right)
        yield f"{start}-{end} {short(page.clean[sentence.left : sentence.right], LONGEST_SENTENCE)}"
    for decision in group:
        if decision.winner is None:
            yield "  no name"
        elif decision.opposed:
            yield f"  {winner(page, decision)}, weight {decision.weight:.2f}"
        for rival in decision.rivals:
            if rival.reason is not Reason.AGREES:
                yield f"    - {rival_text(page, rival)}"
    alone = [winner(page, d) for d in group if d.winner is not None and not d.opposed]
    if alone:
        yield "  unopposed: " + "; ".join(alone)


def winner(page: Page, decision: Decision) -> str:
    """The name that stands, the rules that propose it too, and a remark if the extraction leaves it out."""
    c = decision.winner
    assert c is not None, "asked only about names that stand"
    seconds = [f"{r.candidate.score:.3f} {r.candidate.rule}" for r in decision.rivals if r.reason is Reason.AGREES]
    return name(page, c) + (f" (+ {', '.join(seconds)})" if seconds else "") + unread(page, c)


def name(page: Page, c: Candidate) -> str:
    """Type, name, borders, score and rule of a candidate."""
    start, end = page.span(c.left, c.right)
    return f"{c.type.value} {surface(page, c)} {start}-{end} {c.score:.3f} {c.rule}"


def rival_text(page: Page, rival: Rival) -> str:
    """One rival and why it does not stand."""
    text = f"{name(page, rival.candidate)}: {rival.reason}"
    if rival.margin:
        text += f", {rival.margin:.3f} short"
    if rival.against and rival.reason is not Reason.THRESHOLD:
        text += " of " + " + ".join(f"{d.type.value} {surface(page, d)}" for d in rival.against)
    return text


def surface(page: Page, c: Candidate) -> str:
    """A candidate as printed."""
    return short(page.clean[c.left : c.right], LONGEST_NAME)


def unread(page: Page, c: Candidate) -> str:
    """A remark on a name that the extraction leaves out."""
    return "" if in_text(page, c.left, c.right) else " (no mention: navigation, or across two parts of the page)"


def short(text: str, longest: int) -> str:
    """A text fit for one line of a terminal: control characters as blanks, the middle left out if it is long."""
    if len(text) > longest:
        text = text[: longest - longest // 3] + "…" + text[-(longest // 3) :]
    return "".join(c if c.isprintable() else " " for c in text)


def rule_text(rule: str) -> str:
    """What a rule looks for, and in which tables."""
    row = rule_row(rule)
    if row is None:
        return "a component that is not part of this package"
    return row.meaning + (f" ({', '.join(row.tables.split())})" if row.tables else "")
