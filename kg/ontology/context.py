"""The vocabulary as a JSON-LD context: short keys for our terms and those of others that the graph uses."""

from __future__ import annotations

from typing import Any

from kg.ontology.schema import PropertyTerm, Vocabulary


def context_form(vocabulary: Vocabulary) -> dict[str, Any]:
    """The context's content: key → IRI and type. Links and numbers are typed, Chinese text has its language."""
    context: dict[str, Any] = {**vocabulary.names, "id": "@id", "type": "@type"}
    context |= {t.name: f"kg:{t.name}" for t in vocabulary.types.values()}
    context |= {name: f"kg:{name}" for name in vocabulary.classes if ":" not in name}
    context |= {p.value: {"@id": f"kg:{p.value}", "@type": "@id"} for p in vocabulary.predicates}
    context |= {m: {"@id": f"kg:{m}", "@type": "xsd:decimal"} for m in vocabulary.measures}
    for name, term in vocabulary.properties.items():
        key = name.removeprefix("kg:")
        context.setdefault(key, {"@id": name, **value_form(term)})
    return context


def value_form(term: PropertyTerm) -> dict[str, str]:
    """How a property's values are written: as a link, as text with its language, or as a typed value."""
    if term.range == "rdf:langString":
        return {"@language": "zh"}
    if term.range in ("date", "xsd:string"):
        return {}
    return {"@type": term.range if term.literal else "@id"}
