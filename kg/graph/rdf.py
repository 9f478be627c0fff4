"""A graph as RDF quads: direct edges, statements with their qualifiers, figures, and the things themselves.

The default graph holds everything once: it is graph.ttl, and what a query sees in any store, without a setting. The
named graph of an article (of its page, for text outside articles) holds what that article alone says: not labels,
confidence or bounds of observation, which the corpus as a whole gives. So `GRAPH ?article { … }` asks who says it.

A fact leads to its passage, the passage to its article, and the fact to its confidence, by one triple each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.containment import containers
from kg.graph.iri import Namer
from kg.graph.provenance import evidence_quads, header_quads, source_quads
from kg.model import EntityType, Fact, Measure, Node, Predicate, Witness
from kg.notation import Quad, date, decimal, expand, integer, plain, text, triple_term
from kg.ontology import Vocabulary, vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

INSTANTS = {4: "time:inXSDgYear", 7: "time:inXSDgYearMonth", 10: "time:inXSDDate"}  # by the length of a date
WKT = "<http://www.opengis.net/ont/geosparql#wktLiteral>"


class Terms(dict[str, str]):
    """`skos:prefLabel` → its term, made once."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__()
        self.names = words.names

    def __missing__(self, curie: str) -> str:
        """Expand a name seen for the first time."""
        self[curie] = term = expand(curie, self.names)
        return term


def quads(graph: Graph, rdf12: bool = False) -> Iterator[Quad]:
    """Every quad of a graph, in no particular order and with repetitions.

    Args:
        graph: the graph.
        rdf12: as for `said`.

    Raises:
        InputError: the graph's base is no namespace.
    """
    for s, p, o, g in said(graph, rdf12):
        yield s, p, o, ""
        if g:
            yield s, p, o, g


def said(graph: Graph, rdf12: bool = False) -> Iterator[Quad]:
    """Every triple of a graph with the named graph that it belongs to, "" for those of the corpus as a whole.

    Args:
        graph: the graph.
        rdf12: whether a statement annotates its edge as RDF 1.2 has it, `fact rdf:reifies <<( s p o )>>`, in place of
            rdf:subject, rdf:predicate and rdf:object.
    """
    writer = Writer(graph, Namer(graph.base), vocabulary(), rdf12)
    for node in graph.nodes:
        yield from writer.node(node)
    for fact in graph.facts:
        yield from writer.fact(fact)
    for measure in graph.measures:
        yield from writer.measure(measure)
    yield from evidence_quads(graph, writer.namer, writer.terms)
    yield from source_quads(graph, writer.namer, writer.terms)
    yield from header_quads(graph, writer.namer, writer.terms)


class Writer:
    """What the quads of one graph share: names, terms, and what the vocabulary says of each type."""

    def __init__(self, graph: Graph, namer: Namer, words: Vocabulary, rdf12: bool = False) -> None:
        self.namer, self.words, self.terms, self.rdf12 = namer, words, Terms(words), rdf12
        self.types = {
            kind: [self.terms[c] for c in ("kg:Thing", f"kg:{x.name}", *x.also)] for kind, x in words.types.items()
        }
        self.within = containers(graph.nodes)
        self.nodes = {node.id: namer.node(node.id) for node in graph.nodes}
        self.bodies = {node.id for node in graph.nodes if node.type in (EntityType.ORG, EntityType.COMPANY)}

    def where(self, witness: Witness) -> str:
        """The named graph that a witness belongs to."""
        return self.namer.article(witness.source) if witness.source else self.namer.thing("page", witness.page)

    def node(self, node: Node) -> Iterator[Quad]:
        """What a thing is, its names, codes and place on earth."""
        t, s = self.terms, self.nodes[node.id]
        for kind in self.types[node.type]:
            yield s, t["rdf:type"], kind, ""
        if node.official:
            yield s, t["rdf:type"], t["kg:Official"], ""
        yield s, t["kg:type"], plain(node.type.value), ""
        yield s, t["skos:prefLabel"], text(node.name), ""
        yield s, t["rdfs:label"], text(node.name), ""
        for alias in node.aliases:
            if alias != node.name:
                label = "skos:hiddenLabel" if misprint(alias, node.name) else "skos:altLabel"
                yield s, t[label], text(alias), ""
        yield s, t["kg:mentions"], integer(node.mentions), ""
        for source in node.sources:
            yield s, t["kg:mentionedIn"], self.namer.article(source), ""
        if node.code:
            yield s, t["kg:code"], plain(node.code), ""
            yield s, t["dcterms:identifier"], plain(node.code), ""
            if node.type is EntityType.PLACE:
                yield s, t["rdf:type"], t["schema:AdministrativeArea"], ""
        if node.id in self.within:
            yield s, t["schema:containedInPlace"], self.nodes[self.within[node.id]], ""
        yield from self.point(node)
        if node.shared_name:
            shared = self.namer.node(node.shared_name)
            for kind in ("kg:SharedName", "skos:Concept"):
                yield shared, t["rdf:type"], t[kind], ""
            yield shared, t["skos:prefLabel"], text(node.shared_name.partition(":")[2]), ""
            yield shared, t["kg:mayMean"], s, ""

    def point(self, node: Node) -> Iterator[Quad]:
        """The point of a place with coordinates, in degrees of WGS 84, as GeoSPARQL and as plain numbers."""
        if node.longitude is None or node.latitude is None:
            return
        east, north = decimal(node.longitude), decimal(node.latitude)
        if east is None or north is None:
            return
        t, s = self.terms, self.nodes[node.id]
        point = self.namer.thing("geometry", node.id.partition(":")[2])
        yield s, t["rdf:type"], t["geo:Feature"], ""
        yield s, t["geo:hasGeometry"], point, ""
        yield point, t["rdf:type"], t["geo:Geometry"], ""
        digits = [number[1 : number.rindex('"')] for number in (east, north)]
        yield point, t["geo:asWKT"], f'"POINT({digits[0]} {digits[1]})"^^{WKT}', ""
        yield s, t["schema:longitude"], east, ""
        yield s, t["schema:latitude"], north, ""

    def fact(self, fact: Fact) -> Iterator[Quad]:
        """A relation: edge and statement in the graph of each article that shows it, the rest in the default graph."""
        t, s = self.terms, self.namer.thing("fact", fact.id)
        subject, predicate, object_ = self.nodes[fact.subject], t[f"kg:{fact.predicate.value}"], self.nodes[fact.object]
        claims = [(subject, predicate, object_), (s, t["rdf:type"], t["kg:Statement"])]
        if self.rdf12:
            claims.append((s, t["rdf:reifies"], triple_term(subject, predicate, object_)))
        else:
            claims += [
                (s, t["rdf:subject"], subject),
                (s, t["rdf:predicate"], predicate),
                (s, t["rdf:object"], object_),
            ]
        if fact.predicate is Predicate.POSITION:
            claims += [(s, t["rdf:type"], t["kg:Post"]), (s, t["rdf:type"], t["org:Membership"])]
            claims += [(s, t["org:member"], subject), (s, t["org:organization"], object_)]
        for name, value in (("kg:title", fact.title), ("kg:role", fact.role), ("kg:amount", fact.amount)):
            if value:
                claims.append((s, t[name], text(value)))
        if fact.status:
            claims.append((s, t["kg:status"], plain(fact.status)))
        claims += [(s, t[name], value) for name, value in self.quantity(fact.number, fact.unit)]
        claims += [(s, t[name], value) for name, value in self.times(fact)]
        if fact.predicate is Predicate.REPLACED_BY:
            claims.append((s, t["rdf:type"], t["kg:Change"]))
            if {fact.subject, fact.object} <= self.bodies:
                claims.append((s, t["rdf:type"], t["org:ChangeEvent"]))
                claims += [(s, t["org:originalOrganization"], subject), (s, t["org:resultingOrganization"], object_)]
        if fact.predicate is Predicate.SUCCEEDED_BY:
            claims.append((s, t["rdf:type"], t["kg:Succession"]))
            if fact.within:
                claims.append((s, t["kg:inBody"], self.nodes[fact.within]))
        for place in sorted({self.where(w) for w in fact.witnesses}) or [""]:
            for triple in claims:
                yield (*triple, place)
        yield from self.shown(s, fact.confidence, fact.witnesses)
        for name, bound in (("kg:firstObserved", fact.first), ("kg:lastObserved", fact.last)):
            if bound and (day := date(bound)):
                yield s, t[name], day, ""
        if fact.predicate is Predicate.POSITION:
            yield from self.post(s, fact)

    def times(self, said: Fact | Measure) -> Iterator[tuple[str, str]]:
        """When something happened or holds: one date, or bounds; and as printed."""
        since, until = date(said.since), date(said.until)
        if since and said.since == said.until and isinstance(said, Fact):
            yield "kg:when", since
        else:
            for name, bound in (("kg:since", since), ("kg:until", until)):
                if bound:
                    yield name, bound
        if isinstance(said, Fact) and said.date:
            when = date(said.date)
            if not when:
                yield "kg:whenPrinted", text(said.date)
            elif not (since or until):
                yield "kg:when", when

    def post(self, s: str, fact: Fact) -> Iterator[Quad]:
        """The role of a post, and its term of office if dated, as W3C ORG and OWL-Time have them."""
        t = self.terms
        if fact.title:
            role = self.namer.thing("role", fact.title)
            yield s, t["org:role"], role, ""
            yield role, t["rdf:type"], t["org:Role"], ""
            yield role, t["skos:prefLabel"], text(fact.title), ""
        bounds = [("time:hasBeginning", fact.since), ("time:hasEnd", fact.until)]
        if not (fact.since or fact.until):
            bounds = [("time:hasEnd" if fact.status else "time:hasBeginning", fact.date)]
        ends = [(name, day, when) for name, day in bounds if (when := date(day)) and fact.status in ("", "former")]
        if ends:
            term = self.namer.thing("term", fact.id)
            yield s, t["org:memberDuring"], term, ""
            yield term, t["rdf:type"], t["time:ProperInterval"], ""
        for name, day, when in ends:
            instant = self.namer.thing("day", day)
            yield term, t[name], instant, ""
            yield instant, t["rdf:type"], t["time:Instant"], ""
            yield instant, t[INSTANTS[len(day)]], when, ""

    def measure(self, measure: Measure) -> Iterator[Quad]:
        """A figure: as printed, as a number, and a direct edge where the vocabulary fixes the unit."""
        t, s, subject = self.terms, self.namer.thing("measure", measure.id), self.nodes[measure.subject]
        name = t[f"kg:{measure.name}"]
        claims = [(s, t["rdf:type"], t["kg:Measure"]), (s, t["kg:of"], subject), (s, t["kg:measure"], name)]
        claims.append((s, t["kg:value"], text(measure.value)))
        claims += [(s, t[key], value) for key, value in self.times(measure)]
        for key, value in self.quantity(measure.number, measure.unit):
            claims.append((s, t[key], value))
            if key == "kg:number" and self.words.measures[measure.name].unit == measure.unit != "":
                claims.append((subject, name, value))
        for place in sorted({self.where(w) for w in measure.witnesses}) or [""]:
            for triple in claims:
                yield (*triple, place)
        yield from self.shown(s, measure.confidence, measure.witnesses)

    def quantity(self, number: float | None, unit: str) -> Iterator[tuple[str, str]]:
        """Number and unit, if there is a finite number."""
        value = None if number is None else decimal(number)
        if value is not None:
            yield "kg:number", value
            if unit:
                yield "kg:unit", plain(unit)

    def shown(self, s: str, confidence: float, witnesses: Iterable[Witness]) -> Iterator[Quad]:
        """How sure a statement is, and what shows it."""
        t = self.terms
        yield s, t["kg:confidence"], decimal(round(confidence, 2)) or plain(""), ""
        for w in witnesses:
            yield s, t["kg:rule"], plain(w.rule), self.where(w)
            yield s, t["kg:evidence"], self.namer.passage(w.page, w.start, w.end), self.where(w)


def misprint(alias: str, name: str) -> bool:
    """Whether a surface is a misread form of the name: equally long, three characters or more, one of them another."""
    return len(alias) == len(name) > 2 and sum(a != b for a, b in zip(alias, name, strict=True)) == 1
