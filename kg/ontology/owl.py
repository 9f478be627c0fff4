"""The vocabulary as an OWL ontology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.notation import Triple, expand, iri, plain, text
from kg.ontology.schema import PropertyTerm, Vocabulary, Words

# Words about terms; OWL has every property declared as one kind or another.
ANNOTATIONS = (
    "dcterms:description",
    "dcterms:title",
    "schema:domainIncludes",
    "schema:rangeIncludes",
    "skos:definition",
    "skos:example",
    "skos:notation",
    "vann:preferredNamespacePrefix",
    "vann:preferredNamespaceUri",
)


def owl_triples(vocabulary: Vocabulary) -> Iterator[Triple]:
    """The ontology, in no order. Unions of classes are stated as schema:domainIncludes and schema:rangeIncludes."""
    names = vocabulary.names

    def term(curie: str) -> str:
        return expand(curie if ":" in curie else f"kg:{curie}", names)

    def words(subject: str, label: Words, definition: Words, example: str) -> Iterator[Triple]:
        for predicate, both in (("rdfs:label", label), ("skos:definition", definition)):
            yield subject, term(predicate), text(both.zh)
            yield subject, term(predicate), text(both.en, "en")
        yield subject, term("skos:example"), plain(example)
        if subject.startswith(f"<{vocabulary.namespace}"):
            yield subject, term("rdfs:isDefinedBy"), ontology

    def declare(subject: str, kind: str, parents: Iterable[str], relation: str) -> Iterator[Triple]:
        yield subject, term("rdf:type"), term(kind)
        for parent in parents:
            yield subject, term(relation), term(parent)
            yield term(parent), term("rdf:type"), term(kind)

    ontology = iri(vocabulary.namespace)
    yield ontology, term("rdf:type"), term("owl:Ontology")
    for predicate, both in (("dcterms:title", vocabulary.title), ("dcterms:description", vocabulary.definition)):
        yield ontology, term(predicate), text(both.zh)
        yield ontology, term(predicate), text(both.en, "en")
    yield ontology, term("vann:preferredNamespacePrefix"), plain("kg")
    yield ontology, term("vann:preferredNamespaceUri"), plain(vocabulary.namespace)

    for annotation in ANNOTATIONS:
        yield term(annotation), term("rdf:type"), term("owl:AnnotationProperty")

    classes = {t: term(x.name) for t, x in vocabulary.types.items()}
    for kind, entity in vocabulary.types.items():
        yield from declare(classes[kind], "owl:Class", ("kg:Thing", *entity.also, *entity.under), "rdfs:subClassOf")
        yield from words(classes[kind], entity.label, entity.definition, entity.example)
        yield classes[kind], term("skos:notation"), plain(kind.value)
    for name, class_term in vocabulary.classes.items():
        yield from declare(term(name), "owl:Class", (*class_term.also, *class_term.under), "rdfs:subClassOf")
        yield from words(term(name), class_term.label, class_term.definition, class_term.example)
    for predicate_name, relation in vocabulary.predicates.items():
        subject = term(predicate_name.value)
        yield from declare(subject, "owl:ObjectProperty", relation.under, "rdfs:subPropertyOf")
        if relation.symmetric:
            yield subject, term("rdf:type"), term("owl:SymmetricProperty")
        yield from words(subject, relation.label, relation.definition, relation.example)
        for allowed, one, many in (
            (relation.domain, "rdfs:domain", "schema:domainIncludes"),
            (relation.range, "rdfs:range", "schema:rangeIncludes"),
        ):
            for kind in allowed:
                yield subject, term(one if len(allowed) == 1 else many), classes[kind]
    for name, measure in vocabulary.measures.items():
        yield from declare(term(name), "owl:DatatypeProperty", (), "rdfs:subPropertyOf")
        yield from words(term(name), measure.label, measure.definition, measure.example)
        yield term(name), term("rdfs:domain"), term("kg:Thing")
        yield term(name), term("rdfs:range"), term("xsd:decimal")
        if measure.unit:
            yield term(name), term("kg:unit"), plain(measure.unit)
    for name, own in vocabulary.properties.items():
        if name.startswith("kg:"):
            kind_of = "owl:DatatypeProperty" if own.literal else "owl:ObjectProperty"
            yield from declare(term(name), kind_of, own.under, "rdfs:subPropertyOf")
            yield from words(term(name), own.label, own.definition, own.example)
            yield from borders(term(name), own, names)


def borders(subject: str, own: PropertyTerm, names: Mapping[str, str]) -> Iterator[Triple]:
    """Domain and range of a property of ours; `iri` and `date` have no class of their own."""
    if own.domain:
        yield subject, expand("rdfs:domain", names), expand(f"kg:{own.domain}", names)
    if own.range not in ("iri", "date"):
        # rdf:langString is younger than OWL 2, which has rdf:PlainLiteral for texts with and without a language.
        kind = "rdf:PlainLiteral" if own.range == "rdf:langString" else own.range
        yield subject, expand("rdfs:range", names), expand(kind, names)
