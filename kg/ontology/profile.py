"""Whether an ontology is in the OWL 2 RL profile: triples go in, broken rules come out, each by its name and section.

Sections are those of OWL 2 Web Ontology Language Profiles (Second Edition), W3C 2012, part 4 (“RL”), and of the
Structural Specification (“SS”) for what every OWL 2 DL ontology keeps to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib

RESERVED = "reserved vocabulary (SS 2.4)"
TYPING = "typing constraints of OWL 2 DL (SS 5.8.1)"
ENTITIES = "entities (RL 4.2.1)"
DATA_RANGES = "data ranges (RL 4.2.2, 4.2.4)"
SUBCLASS = "subClassExpression (RL 4.2.3)"
SUPERCLASS = "superClassExpression (RL 4.2.3)"
EQUIVALENT = "equivClassExpression (RL 4.2.3)"
AXIOMS = "axioms (RL 4.2.5)"

XSD_TYPES = """decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
unsignedLong unsignedInt unsignedShort unsignedByte float double string normalizedString token language Name NCName
NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"""
DATATYPES = {"rdf:PlainLiteral", "rdf:XMLLiteral", "rdfs:Literal", *(f"xsd:{name}" for name in XSD_TYPES.split())}
KINDS = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
BUILT_IN = ("owl:topObjectProperty", "owl:bottomObjectProperty", "owl:topDataProperty", "owl:bottomDataProperty")
FORBIDDEN = ("owl:disjointUnionOf", "owl:ReflexiveProperty", "owl:hasSelf")
LEFT = ("owl:intersectionOf", "owl:unionOf", "owl:oneOf", "owl:someValuesFrom", "owl:hasValue")
CARDINALITIES = ("owl:maxCardinality", "owl:maxQualifiedCardinality")
RIGHT = ("owl:intersectionOf", "owl:complementOf", "owl:allValuesFrom", "owl:hasValue", *CARDINALITIES)
BOTH = ("owl:intersectionOf", "owl:hasValue")


class Profile:
    """One ontology, looked at rule by rule."""

    def __init__(self, data: rdflib.Graph) -> None:
        import rdflib

        self.data, self.rdf = data, rdflib

    def faults(self) -> list[str]:
        """Each broken rule with the term that breaks it, sorted; none within the profile."""
        found = [*self.terms(), *self.typing(), *self.axioms(), *self.classes()]
        return sorted({f"{rule}: {self.short(term)} {why}" for rule, term, why in found})

    def iri(self, curie: str) -> Any:
        """`owl:Class` as a term."""
        prefix, _, local = curie.partition(":")
        spaces = {"owl": self.rdf.OWL, "rdf": self.rdf.RDF, "rdfs": self.rdf.RDFS, "xsd": self.rdf.XSD}
        return self.rdf.URIRef(f"{spaces[prefix]}{local}")

    def short(self, term: Any) -> str:
        """A term by its prefix, for messages."""
        return str(term.n3(self.data.namespace_manager))

    def of_type(self, curie: str) -> set[Any]:
        """Every term declared as this."""
        return set(self.data.subjects(self.rdf.RDF.type, self.iri(curie)))

    def reserved(self, term: Any) -> bool:
        """Whether a term is of the vocabularies that OWL keeps for itself."""
        spaces = (self.rdf.OWL, self.rdf.RDF, self.rdf.RDFS, self.rdf.XSD)
        return isinstance(term, self.rdf.URIRef) and any(str(term).startswith(str(space)) for space in spaces)

    def terms(self) -> Iterator[tuple[str, Any, str]]:
        """No term of OWL's own vocabularies is declared anew; no built-in top or bottom property is used."""
        built_in = {self.iri(name) for name in BUILT_IN}
        for kind in ("owl:Class", "rdfs:Class", *KINDS):
            for term in self.of_type(kind):
                if self.reserved(term) and term not in built_in:
                    yield RESERVED, term, f"is declared as {kind}"
        for triple in self.data:
            for term in built_in.intersection(triple):
                yield ENTITIES, term, "is used"

    def typing(self) -> Iterator[tuple[str, Any, str]]:
        """Every property is of one kind, every class no datatype, and what axioms use is declared."""
        kinds = {kind: self.of_type(kind) for kind in KINDS}
        for i, kind in enumerate(KINDS):
            for other in KINDS[i + 1 :]:
                for term in kinds[kind] & kinds[other]:
                    yield TYPING, term, f"is both {kind} and {other}"
        classes = self.of_type("owl:Class")
        for term in classes & self.of_type("rdfs:Datatype"):
            yield TYPING, term, "is both owl:Class and rdfs:Datatype"
        for s, o in self.data.subject_objects(self.rdf.RDFS.subPropertyOf):
            if not any(s in terms and o in terms for terms in kinds.values()):
                yield TYPING, s, f"is under {self.short(o)}, and they are not declared as one kind of property"
        for s, p, _ in self.data:
            if not self.reserved(p) and not any(p in terms for terms in kinds.values()):
                yield TYPING, p, f"is used of {self.short(s)} and not declared"

    def axioms(self) -> Iterator[tuple[str, Any, str]]:
        """No axiom that the profile leaves out."""
        for name in FORBIDDEN:
            for s, p, o in self.data:
                if self.iri(name) in (p, o):
                    yield AXIOMS, s, f"has {name}"

    def classes(self) -> Iterator[tuple[str, Any, str]]:
        """Class expressions and data ranges where the profile has them."""
        rdfs, owl = self.rdf.RDFS, self.rdf.OWL
        for s, o in self.data.subject_objects(rdfs.subClassOf):
            yield from self.expression(s, SUBCLASS, LEFT)
            yield from self.expression(o, SUPERCLASS, RIGHT)
        for s, o in self.data.subject_objects(owl.equivalentClass):
            yield from self.expression(s, EQUIVALENT, BOTH)
            yield from self.expression(o, EQUIVALENT, BOTH)
        literal = self.of_type("owl:DatatypeProperty")
        for o in self.data.objects(None, rdfs.domain):
            yield from self.expression(o, SUPERCLASS, RIGHT)
        for s, o in self.data.subject_objects(rdfs.range):
            if s not in literal:
                yield from self.expression(o, SUPERCLASS, RIGHT)
            elif o not in {self.iri(name) for name in DATATYPES}:
                yield DATA_RANGES, s, f"has the range {self.short(o)}"

    def expression(self, term: Any, rule: str, allowed: tuple[str, ...]) -> Iterator[tuple[str, Any, str]]:
        """What is wrong with one class expression, and with those inside it."""
        if isinstance(term, self.rdf.URIRef):
            if term == self.rdf.OWL.Thing:
                yield rule, term, "stands where the profile has no owl:Thing"
            elif not self.reserved(term) and term not in self.of_type("owl:Class"):
                yield TYPING, term, "is used as a class and not declared"
            return
        owl = self.rdf.OWL
        used = [p for p in self.data.predicates(term) if str(p).startswith(str(owl))]
        for p in (p for p in used if p not in (owl.onProperty, owl.onClass, owl.equivalentClass)):
            if p not in {self.iri(name) for name in allowed}:
                yield rule, p, "makes a class where the profile has none of its kind"
            elif p in {self.iri(name) for name in CARDINALITIES} and int(str(self.data.value(term, p))) > 1:
                yield rule, p, "is more than 1"
            elif p in (owl.intersectionOf, owl.unionOf):
                for part in self.data.items(self.data.value(term, p)):
                    yield from self.expression(part, rule, allowed)
