"""What things were called before: a thing for each former name that the corpus prints, and a dated edge to today's.

A renamed division or body stays one thing, which all that is said of it is said of, under whichever name. Its former
name is a thing of its own that nothing is said of but that it was `replaced_by` the other, on the day of the decision
(gazetteer/changes.tsv) or when a page says so (更名为). A division that was merged into another is that other's
predecessor, and remains what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.lexicon.divisions import divisions, former_names_of
from kg.lexicon.schema import ChangeRow
from kg.model import EntityType, Extraction, Fact, Mention, Node, Predicate, Witness
from kg.resolution.chains import leading
from kg.resolution.facts import article_at, content_hash, source_id
from kg.resolution.naming import PREFIXES
from kg.resolution.profiles import Item
from kg.resolution.words import plain

RENAMED, MERGED = "renamed", "merged"  # roles of an edge
TABLE, SAID = "lineage.table", "lineage.said"  # rules
CERTAIN, LIKELY = 0.99, 0.9  # confidence of what the table dates, and of what a page says
Clusters = Sequence[tuple[Node, Sequence[Item]]]


@dataclass(slots=True)
class Past:
    """A former name of one thing: when and why it went, and where the corpus prints it."""

    role: str
    rule: str
    since: str = ""
    witnesses: set[Witness] = field(default_factory=set)
    mentions: int = 0
    sources: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)


def lineage(clusters: Clusters, pages: Mapping[str, Extraction]) -> tuple[list[Node], list[Fact]]:
    """The things that former names make, and the edges from them to what they are called now.

    Args:
        clusters: every node with its entities.
        pages: the extractions by page.
    """
    known = {node.id: node for node, _ in clusters}
    by_code = {node.code: node.id for node, _ in clusters if node.code and node.type is EntityType.PLACE}
    nodes: dict[str, Node] = {}
    facts = []
    for node, items in clusters:
        for name, past in sorted(pasts(node, items, pages).items()):
            former = f"{PREFIXES[node.type]}:{name}"
            if former == node.id or not past.witnesses:
                continue
            if former not in known and former not in nodes:
                shown = tuple(sorted(past.sources))
                nodes[former] = Node(former, node.type, name, (), False, None, None, None, past.mentions, shown)
            facts.append(edge(former, node.id, past))
        for row, past in merged(node, items, pages):
            if row.code in by_code:
                facts.append(edge(node.id, by_code[row.code], past))
    return list(nodes.values()), facts


def pasts(node: Node, items: Sequence[Item], pages: Mapping[str, Extraction]) -> dict[str, Past]:
    """The former names of one thing that its pages print."""
    found: dict[str, Past] = {}
    if node.type in (EntityType.PLACE, EntityType.ORG) and (changes := changes_of(node)):
        for item in items:
            for mention in mentions_of(item, pages):
                row = next((r for r in changes if named(r.name, mention.text, node.type)), None)
                if row is not None:
                    division = divisions().by_code(row.code)
                    now = division.name if division is not None else ""
                    whole = node.name.replace(now, row.name, 1) if now and now in node.name else mention.text
                    name = row.name if node.type is EntityType.PLACE else whole
                    if name != node.name:
                        shown(found.setdefault(name, Past(RENAMED, TABLE, row.date)), mention, pages[item.page])
    for item in items:
        for change in pages[item.page].changes:
            if change.entity == item.entity.id and change.former != node.name:
                past = found.setdefault(change.former, Past(RENAMED, SAID, change.since))
                e = change.evidence
                source = None if e.article is None else source_id(item.page, e.article)
                past.witnesses.add(Witness(item.page, source, e.start, e.end, e.quote, SAID, LIKELY))
                past.days.update(d for d in (pages[item.page].issue_date,) if d)
                past.mentions += 1
                past.sources.update(s for s in (source,) if s)
    return found


def changes_of(node: Node) -> tuple[ChangeRow, ...]:
    """The changes of the name of a division, or of the division that a body's name begins with."""
    code = node.code
    if node.type is EntityType.ORG:
        last = leading(node.name, None).last
        code = last.code if last is not None else None
    return tuple(r for r in former_names_of(code[:6]) if r.kind == RENAMED) if code and len(code) == 6 else ()


def named(former: str, surface: str, type: EntityType) -> bool:
    """Whether a printed name is a former one (甲市乙县), or begins with it (乙县财政局)."""
    if type is EntityType.PLACE:
        return surface.endswith(former) and (surface == former or leading(surface, None).rest == "")
    at = surface.find(former)
    return at >= 0 and at + len(former) < len(surface) and (at == 0 or leading(surface[:at], None).rest == "")


def merged(node: Node, items: Sequence[Item], pages: Mapping[str, Extraction]) -> Iterable[tuple[ChangeRow, Past]]:
    """What a division without a code of today was merged into, if it lay in the same city."""
    if node.type is not EntityType.PLACE or node.code is not None:
        return
    name = leading(plain(node.name), None).rest or plain(node.name)
    cities = {c[:4] for i in items for c in (*i.profile.cities, i.profile.city) if c}
    for row in divisions().changes(name):
        if row.kind == MERGED and row.code[:4] in cities:
            past = Past(MERGED, TABLE, row.date)
            for item in items:
                for mention in mentions_of(item, pages):
                    shown(past, mention, pages[item.page])
            if past.witnesses:
                yield row, past


def mentions_of(item: Item, pages: Mapping[str, Extraction]) -> list[Mention]:
    """The mentions of one page's entity that stand unbroken in the file."""
    found = [pages[item.page].mentions[m] for m in item.entity.mentions]
    return [m for m in found if m.end - m.start == len(m.text)]


def shown(past: Past, mention: Mention, x: Extraction) -> None:
    """Enter a mention of a former name; the first one of each page is a witness."""
    article = article_at(x.articles, mention.start)
    source = None if article is None else source_id(x.page, article)
    if x.page not in {w.page for w in past.witnesses}:
        span = (mention.start, mention.end, mention.text)
        past.witnesses.add(Witness(x.page, source, *span, past.rule, CERTAIN))
    past.mentions += 1
    past.sources.update(s for s in (source,) if s)
    past.days.update(d for d in (x.issue_date,) if d)


def edge(former: str, now: str, past: Past) -> Fact:
    """The edge from a former name, or a merged division, to what it became."""
    witnesses = tuple(sorted(past.witnesses, key=lambda w: (w.page, w.start, w.end)))
    days = sorted(past.days)
    return Fact(
        id=content_hash(former, Predicate.REPLACED_BY.value, now, past.role, past.since),
        subject=former,
        predicate=Predicate.REPLACED_BY,
        object=now,
        title="",
        status="",
        role=past.role,
        amount="",
        number=None,
        unit="",
        date=past.since,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        confidence=max(w.confidence for w in witnesses),
        witnesses=witnesses,
        since=past.since,
        until=past.since,
    )
