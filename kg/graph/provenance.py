"""Where a graph comes from, as RDF quads (PROV-O, Web Annotation, VoID, DCAT).

Passages, articles, pages, the run, and the description of the dataset.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import kg
from kg.graph.iri import Namer
from kg.model import EntityType, Source, Witness
from kg.notation import Quad, date, integer, iri, plain, text

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def witnesses(graph: Graph) -> Iterator[Witness]:
    """Every witness of every fact and figure."""
    for fact in graph.facts:
        yield from fact.witnesses
    for measure in graph.measures:
        yield from measure.witnesses


def evidence_quads(graph: Graph, namer: Namer, t: Mapping[str, str]) -> Iterator[Quad]:
    """One passage for each stretch of a page that shows something: quote and offsets as Web Annotation selectors."""
    seen = set()
    for w in witnesses(graph):
        key = (w.page, w.start, w.end)
        if key in seen:
            continue
        seen.add(key)
        s, page = namer.passage(*key), namer.thing("page", w.page)
        quote, position = namer.passage(*key, "_quote"), namer.passage(*key, "_position")
        g = namer.article(w.source) if w.source else page
        for kind in ("kg:Evidence", "oa:SpecificResource"):
            yield s, t["rdf:type"], t[kind], g
        yield s, t["kg:quote"], text("".join(w.quote.split()) or "\ufffd"), g
        yield s, t["oa:hasSource"], page, g
        yield s, t["oa:hasSelector"], quote, g
        yield s, t["oa:hasSelector"], position, g
        yield quote, t["rdf:type"], t["oa:TextQuoteSelector"], g
        yield quote, t["oa:exact"], plain(w.quote), g
        yield position, t["rdf:type"], t["oa:TextPositionSelector"], g
        yield position, t["oa:start"], integer(w.start), g
        yield position, t["oa:end"], integer(w.end), g
        if w.source:
            yield s, t["kg:article"], g, g
            yield s, t["prov:wasQuotedFrom"], g, g


def source_quads(graph: Graph, namer: Namer, t: Mapping[str, str]) -> Iterator[Quad]:
    """Articles with headline, date, newspaper and authors; pages with their digest."""
    people: dict[tuple[str, str], set[str]] = {}
    for node in graph.nodes:
        if node.type is EntityType.PERSON:
            for name in (node.name, *node.aliases):
                for article in node.sources:
                    people.setdefault((article, name), set()).add(node.id)
    for source in graph.sources:
        s, page = namer.article(source.id), namer.thing("page", source.page)
        for kind in ("kg:Article", "schema:NewsArticle"):
            yield s, t["rdf:type"], t[kind], s
        if source.title.strip():
            yield s, t["schema:headline"], text(" ".join(source.title.split())), s
        yield s, t["dcterms:isPartOf"], page, s
        yield s, t["kg:start"], integer(source.start), s
        yield s, t["kg:end"], integer(source.end), s
        for name, value in (("schema:datePublished", source.issue_date), ("schema:dateCreated", source.date)):
            if value and (day := date(value)):
                yield s, t[name], day, s
        if source.newspaper:
            newspaper = namer.thing("newspaper", source.newspaper)
            yield s, t["schema:isPartOf"], newspaper, s
            yield newspaper, t["rdf:type"], t["schema:Newspaper"], ""
            yield newspaper, t["schema:name"], text(source.newspaper), ""
        yield from bylines(source, s, namer, t, people)
    pages = {r.page: r.digest for r in graph.reports} | {s.page: s.digest for s in graph.sources}
    pages |= {w.page: pages.get(w.page, "") for w in witnesses(graph)}
    for name in sorted(pages):
        page = namer.thing("page", name)
        yield page, t["rdf:type"], t["kg:Page"], ""
        yield page, t["dcterms:title"], plain(name), ""
        if pages[name]:
            yield page, t["kg:digest"], plain(pages[name]), ""


def bylines(
    source: Source, s: str, namer: Namer, t: Mapping[str, str], people: Mapping[tuple[str, str], set[str]]
) -> Iterator[Quad]:
    """The authors of an article as printed, and the person that each is, where only one fits."""
    for number, author in enumerate(source.authors, 1):
        byline = namer.thing("byline", f"{source.page}_{source.id.rpartition('#')[2]}_{number}")
        yield s, t["kg:byline"], byline, s
        yield byline, t["rdf:type"], t["kg:Byline"], s
        yield byline, t["schema:name"], text(author.name), s
        if author.role:
            yield byline, t["kg:role"], text(author.role), s
        fitting = people.get((source.id, author.name), set())
        if len(fitting) == 1:
            (person,) = fitting
            yield byline, t["kg:signedBy"], namer.node(person), s
            yield s, t["schema:author"], namer.node(person), s


def header_quads(graph: Graph, namer: Namer, t: Mapping[str, str]) -> Iterator[Quad]:
    """The dataset (VoID, DCAT): what it holds, of what time, made from what, by which run. No date of making."""
    s, run = iri(f"{namer.base}dataset"), namer.thing("run", graph.run)
    for kind in ("void:Dataset", "dcat:Dataset", "prov:Entity"):
        yield s, t["rdf:type"], t[kind], ""
    yield s, t["dcterms:title"], plain(f"Knowledge graph of run {graph.run}"), ""
    yield s, t["dcterms:identifier"], plain(graph.run), ""
    yield s, t["dcterms:conformsTo"], t["kg:"], ""
    yield s, t["void:uriSpace"], plain(namer.base), ""
    yield s, t["void:entities"], integer(len(graph.nodes)), ""
    yield s, t["void:documents"], integer(len(graph.sources)), ""
    for vocabulary in ("kg", "org", "schema", "foaf", "skos", "prov", "oa", "time", "geo", "dcterms"):
        yield s, t["void:vocabulary"], t[f"{vocabulary}:"], ""
    for node_type, count in sorted(Counter(node.type for node in graph.nodes).items()):
        part = iri(f"{namer.base}dataset/{node_type.value.lower()}")
        yield s, t["void:classPartition"], part, ""
        yield part, t["void:class"], t[f"kg:{kg_class(node_type)}"], ""
        yield part, t["void:entities"], integer(count), ""
    edges = {(fact.subject, fact.predicate, fact.object) for fact in graph.facts}
    for predicate, count in sorted(Counter(edge[1] for edge in edges).items()):
        part = iri(f"{namer.base}dataset/{predicate.value}")
        yield s, t["void:propertyPartition"], part, ""
        yield part, t["void:property"], t[f"kg:{predicate.value}"], ""
        yield part, t["void:triples"], integer(count), ""
    for name, media in (("graph.ttl", "text/turtle"), ("graph.nq", "application/n-quads")):
        copy = iri(f"{namer.base}dataset/{name}")
        yield s, t["dcat:distribution"], copy, ""
        yield copy, t["rdf:type"], t["dcat:Distribution"], ""
        yield copy, t["dcterms:title"], plain(name), ""
        yield copy, t["dcat:mediaType"], iri(f"https://www.iana.org/assignments/media-types/{media}"), ""
    days = sorted(x.issue_date for x in graph.sources if x.issue_date and date(x.issue_date))
    if days:
        period = iri(f"{namer.base}dataset/period")
        yield s, t["dcterms:temporal"], period, ""
        yield period, t["rdf:type"], t["dcterms:PeriodOfTime"], ""
        for name, day in (("dcat:startDate", days[0]), ("dcat:endDate", days[-1])):
            yield period, t[name], date(day) or plain(day), ""
    yield s, t["prov:wasGeneratedBy"], run, ""
    yield run, t["rdf:type"], t["prov:Activity"], ""
    yield run, t["rdfs:label"], plain(f"kg {kg.__version__} run {graph.run}"), ""
    for report in graph.reports:
        yield run, t["prov:used"], namer.thing("page", report.page), ""


def kg_class(kind: EntityType) -> str:
    """Name of the class of an entity type."""
    from kg.ontology import vocabulary

    return vocabulary().types[kind].name
