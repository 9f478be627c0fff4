"""Facts of a corpus: equal assertions of all pages are one fact with all its witnesses, named by a hash."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.lexicon.quantities import quantities
from kg.model import Article, Attribute, Evidence, Extraction, Fact, Measure, Predicate, Relation, Source, Witness
from kg.resolution.words import plain

SYMMETRIC = (Predicate.COOPERATES_WITH,)
Names = Mapping[tuple[str, str], str]  # (page, entity id) → node id
Said = tuple[Extraction, Relation]


def content_hash(*parts: str) -> str:
    """Sixteen hexadecimal digits that name what is said."""
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]


def source_id(page: str, article: int) -> str:
    """The id of a page's article, counted from 1."""
    return f"{page}#{article + 1}"


def sources_of(extraction: Extraction) -> list[Source]:
    """The articles of one page."""
    return [
        Source(
            id=source_id(extraction.page, n),
            page=extraction.page,
            digest=extraction.digest,
            title=a.title,
            authors=a.authors,
            date=a.date,
            newspaper=extraction.newspaper,
            issue_date=extraction.issue_date,
            start=a.start,
            end=a.end,
        )
        for n, a in enumerate(extraction.articles)
    ]


def article_at(articles: tuple[Article, ...], start: int) -> int | None:
    """The innermost article whose body holds an offset of the file."""
    found = [(a.end - a.start, n) for n, a in enumerate(articles) if a.start <= start < a.end]
    return min(found)[1] if found else None


def facts_of(extractions: Iterable[Extraction], names: Names) -> tuple[Fact, ...]:
    """Group the relations of all pages, sorted by id. What would lead from a thing to itself is left out."""
    groups: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    for x in extractions:
        for r in x.relations:
            subject, object = names[x.page, r.subject], names[x.page, r.object]
            if subject == object:
                continue
            if r.predicate in SYMMETRIC and object < subject:
                subject, object = object, subject
            key = (subject, r.predicate.value, object, r.title, r.status, r.role, r.amount, _when(r))
            groups[key].append((x, r))
    facts = [_fact(key, said) for key, said in groups.items()]
    return tuple(sorted(facts, key=lambda f: (f.subject, f.predicate.value, f.object, f.id)))


def _when(r: Relation) -> str:
    """What tells an act from another of the same kind: its time. A post is one, whoever says since when it is held."""
    if r.predicate is Predicate.POSITION:
        return ""
    if r.since:
        return r.since if r.since == r.until else f"{r.since}/{r.until}"
    return "" if r.until else r.date


def _bound(dates: Iterable[str], last: bool) -> str:
    """Of the bounds that pages give one of the earliest year, for an end of the last one, as precise as there is."""
    known = sorted({d for d in dates if d}, key=lambda d: (d[:4], len(d) if last else -len(d), d))
    return (known[-1] if last else known[0]) if known else ""


def _fact(key: tuple[str, ...], said: list[Said]) -> Fact:
    subject, predicate, object, title, status, role, amount, _ = key
    witnesses = tuple(sorted({_witness(x, r) for x, r in said}, key=_order))
    days = sorted({day for x, r in said if (day := _day(x, r.evidence)) is not None})
    number, unit = _number(amount)
    return Fact(
        id=content_hash(*key),
        subject=subject,
        predicate=Predicate(predicate),
        object=object,
        title=title,
        status=status,
        role=role,
        amount=amount,
        number=number,
        unit=unit,
        date=min(((r.date == "", x.page, r.evidence.start, r.date) for x, r in said))[-1],
        first=days[0] if days else None,
        last=days[-1] if days else None,
        confidence=max(w.confidence for w in witnesses),
        witnesses=witnesses,
        since=_bound((r.since for _, r in said), last=False),
        until=_bound((r.until for _, r in said), last=True),
    )


def measures_of(extractions: Iterable[Extraction], names: Names) -> tuple[Measure, ...]:
    """Group the attributes of all pages, sorted. Values printed alike, but for white space and quotes, are one."""
    groups: defaultdict[tuple[str, str, str, str, str], list[tuple[Extraction, Attribute]]] = defaultdict(list)
    for x in extractions:
        for a in x.attributes:
            groups[names[x.page, a.subject], a.name, plain(a.value), a.since, a.until].append((x, a))
    measures = []
    for (subject, name, value, since, until), said in groups.items():
        witnesses = tuple(sorted({_witness(x, a) for x, a in said}, key=_order))
        best = min((a for _, a in said), key=lambda a: (a.number is None, -a.confidence, a.unit, a.number or 0.0))
        measures.append(
            Measure(
                id=content_hash("measure", subject, name, value, *((since, until) if since or until else ())),
                subject=subject,
                name=name,
                value=value,
                number=best.number,
                unit=best.unit,
                confidence=max(w.confidence for w in witnesses),
                witnesses=witnesses,
                since=since,
                until=until,
            )
        )
    return tuple(sorted(measures, key=lambda m: (m.subject, m.name, m.value, m.id)))


def _witness(x: Extraction, said: Relation | Attribute) -> Witness:
    e = said.evidence
    source = None if e.article is None else source_id(x.page, e.article)
    return Witness(x.page, source, e.start, e.end, e.quote, said.rule, round(said.confidence, 2))


def _order(w: Witness) -> tuple[str, int, int, str, float]:
    return w.page, w.start, w.end, w.rule, w.confidence


def _day(x: Extraction, evidence: Evidence) -> str | None:
    """When a fact was observed: the issue's date, else the article's."""
    if x.issue_date:
        return x.issue_date
    return None if evidence.article is None else x.articles[evidence.article].date


def _number(amount: str) -> tuple[float | None, str]:
    """An amount as a number with its unit; None and nothing if it is none."""
    if not amount:
        return None, ""
    found = quantities(amount, 0, len(amount))
    return (found[0].number, found[0].unit) if found else (None, "")
