"""The vocabulary as SHACL shapes: what every graph keeps to, each with a message that says what is wrong.

Written as text, since nested shapes and lists read best in their own layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import EntityType
from kg.ontology.schema import PropertyTerm, Vocabulary

BOUNDS = {"1": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}
DATES = "( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:gYear ] )"


def shapes_turtle(vocabulary: Vocabulary) -> bytes:
    """The shapes graph as Turtle."""
    parts = [*class_shapes(vocabulary), *edge_shapes(vocabulary), *measure_shapes(vocabulary)]
    body = "\n".join(parts)
    declared = sorted(p for p in vocabulary.names if f"{p}:" in body)
    head = "# SHACL shapes of the graph. Made from ontology/kg.yaml by `python -m kg.ontology`; do not edit.\n"
    prefixes = "".join(f"@prefix {p}: <{vocabulary.names[p]}> .\n" for p in declared)
    return f"{head}{prefixes}\n{body}".encode()


def class_shapes(vocabulary: Vocabulary) -> Iterator[str]:
    """One node shape for each class that has properties."""
    for name, term in vocabulary.classes.items():
        if term.has:
            target = name if ":" in name else f"kg:{name}"
            lines = [f"kg:{name.rpartition(':')[2]}Shape a sh:NodeShape ;", f"  sh:targetClass {target} ;"]
            lines += [
                f"  sh:property {property_shape(target, p, how_often, vocabulary.properties[p])} ;"
                for p, how_often in term.has.items()
            ]
            lines.append("  sh:nodeKind sh:IRI .\n")
            yield "\n".join(lines)


def property_shape(target: str, name: str, how_often: str, term: PropertyTerm) -> str:
    """A property shape in brackets: how often, of what kind."""
    low, high = BOUNDS[how_often] if how_often in BOUNDS else (int(how_often), int(how_often))
    parts = [f"sh:path {name}"]
    if low:
        parts.append(f"sh:minCount {low}")
    if high is not None:
        parts.append(f"sh:maxCount {high}")
    if term.range == "date":
        parts.append(f"sh:or {DATES}")
    elif term.literal:
        parts.append(f"sh:datatype {term.range}")
    elif term.range == "iri":
        parts.append("sh:nodeKind sh:IRI")
    else:
        parts.append(f"sh:class {term.range}")
    if term.range in ("xsd:string", "rdf:langString"):
        parts.append("sh:minLength 1")
    if term.range in ("xsd:integer",) or term.maximum is not None:
        parts.append("sh:minInclusive 0")
    if term.maximum is not None:
        parts.append(f"sh:maxInclusive {term.maximum:g}")
    count = {(1, 1): "exactly one", (0, 1): "at most one", (0, None): "only", (1, None): "at least one"}
    often = count.get((low, high), f"exactly {low}")
    kind = {"date": "a day, month or year", "iri": "an IRI"}.get(term.range, term.range)
    parts.append(f'sh:message "{target} has {often} {name}: {kind}"@en')
    return "[ " + " ; ".join(parts) + " ]"


def edge_shapes(vocabulary: Vocabulary) -> Iterator[str]:
    """For each predicate: what may stand before and after a direct edge."""
    for predicate, term in vocabulary.predicates.items():
        name = f"kg:{predicate.value}"
        for side, target, allowed in (
            ("Subject", "sh:targetSubjectsOf", term.domain),
            ("Object", "sh:targetObjectsOf", term.range),
        ):
            what = f"{side.lower()} of {name} is " + " or ".join(class_name(vocabulary, t) for t in allowed)
            options = [f"sh:class {class_name(vocabulary, t)}" for t in allowed]
            test = options[0] if len(options) == 1 else "sh:or ( " + " ".join(f"[ {o} ]" for o in options) + " )"
            yield f'{name}{side}Shape a sh:NodeShape ;\n  {target} {name} ;\n  {test} ;\n  sh:message "{what}"@en .\n'


def measure_shapes(vocabulary: Vocabulary) -> Iterator[str]:
    """For each figure with a unit: a direct edge holds a number."""
    for name, term in vocabulary.measures.items():
        if term.unit:
            number = f'[ sh:path kg:{name} ; sh:datatype xsd:decimal ; sh:message "kg:{name} is in {term.unit}"@en ]'
            yield f"kg:{name}Shape a sh:NodeShape ;\n  sh:targetSubjectsOf kg:{name} ;\n  sh:property {number} .\n"


def class_name(vocabulary: Vocabulary, kind: EntityType) -> str:
    """`kg:Person` of PERSON."""
    return f"kg:{vocabulary.types[kind].name}"
