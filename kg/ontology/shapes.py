"""The vocabulary as SHACL shapes: what every graph keeps to, each with a message that says what to do, and a severity.

Violation is what breaks the contract; Warning what makes a fact hard to use; Info what may well be missing. Every shape
has a name, so that a report says which one failed: `kg:StatementShape-kg-confidence`. Written as text, since nested
shapes and lists read best in their own layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import EntityType
from kg.ontology.schema import PropertyTerm, Vocabulary

BOUNDS = {"1": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}
OFTEN = {(1, 1): "exactly one", (0, 1): "at most one", (1, None): "at least one"}
KINDS = {"date": "a day, month or year", "iri": "an IRI", "rdf:langString": "a text with its language"}
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
    """For each class that has properties: one node shape, and a property shape for each of its rules."""
    for name, term in vocabulary.classes.items():
        if not term.has:
            continue
        target = name if ":" in name else f"kg:{name}"
        shape = f"kg:{name.rpartition(':')[2]}Shape"
        rules = {}
        for p, how_often in term.has.items():
            rules[f"{shape}-{dashed(p)}"] = property_shape(target, p, how_often, vocabulary.properties[p])
        for p, level in term.should.items():
            own = vocabulary.properties[p]
            said = f"Better with {p} ({own.label.zh}) on each {target}: {own.definition.en.rstrip('.')}"
            rules[f"{shape}-{dashed(p)}-missing"] = f"sh:path {p} ; sh:minCount 1 ; {told(said, level)}"
        for p, other in term.order.items():
            level = "Warning" if vocabulary.properties[p].range == "date" else "Violation"
            said = (
                f"Put {p} ({vocabulary.properties[p].label.zh}) of {target} no later than {other}: swap or correct them"
            )
            rules[f"{shape}-{dashed(p)}-order"] = f"sh:path {p} ; sh:lessThanOrEquals {other} ; {told(said, level)}"
        said = f"Name each {target} ({term.label.zh}) by an IRI, not by a blank node or a literal"
        lines = [f"{shape} a sh:NodeShape ;", f"  sh:targetClass {target} ;"]
        lines += [f"  sh:property {rule} ;" for rule in rules]
        lines.append(f"  sh:nodeKind sh:IRI ;\n  {told(said)} .\n")
        lines += [f"{rule} a sh:PropertyShape ; {body} ." for rule, body in rules.items()]
        yield "\n".join(lines) + "\n"


def dashed(name: str) -> str:
    """`kg:confidence` as part of a shape's name."""
    return name.replace(":", "-")


def told(message: str, level: str = "Violation") -> str:
    """Severity and message."""
    return f'sh:severity sh:{level} ; sh:message "{message}"@en'


def property_shape(target: str, name: str, how_often: str, term: PropertyTerm) -> str:
    """How often a property stands, and what its values are."""
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
    kind = KINDS.get(term.range) or f"of type {term.range}"
    if term.maximum is not None:
        kind += f" from 0 to {term.maximum:g}"
    often = OFTEN.get((low, high), f"exactly {low}")
    said = f"Give each {target} {often} {name} ({term.label.zh}), {kind}"
    parts.append(told(said if how_often != "*" else f"Let each {name} ({term.label.zh}) of a {target} be {kind}"))
    return " ; ".join(parts)


def edge_shapes(vocabulary: Vocabulary) -> Iterator[str]:
    """For each predicate: what may stand before and after a direct edge."""
    for predicate, term in vocabulary.predicates.items():
        name = f"kg:{predicate.value}"
        for side, target, allowed in (
            ("Subject", "sh:targetSubjectsOf", term.domain),
            ("Object", "sh:targetObjectsOf", term.range),
        ):
            classes = " or ".join(class_name(vocabulary, t) for t in allowed)
            said = (
                f"Make the {side.lower()} of {name} ({term.label.zh}) a {classes}: correct its type, or drop the edge"
            )
            options = [f"sh:class {class_name(vocabulary, t)}" for t in allowed]
            test = options[0] if len(options) == 1 else "sh:or ( " + " ".join(f"[ {o} ]" for o in options) + " )"
            yield f"{name}{side}Shape a sh:NodeShape ;\n  {target} {name} ;\n  {test} ;\n  {told(said)} .\n"


def measure_shapes(vocabulary: Vocabulary) -> Iterator[str]:
    """For each figure with a unit: a direct edge holds a number."""
    for name, term in vocabulary.measures.items():
        if term.unit:
            said = f"Write kg:{name} ({term.label.zh}) as an xsd:decimal in {term.unit}, its print in a kg:Measure"
            number = f"sh:path kg:{name} ; sh:datatype xsd:decimal"
            yield (
                f"kg:{name}Shape a sh:NodeShape ;\n  sh:targetSubjectsOf kg:{name} ;\n"
                f"  sh:property kg:{name}Shape-number .\n"
                f"kg:{name}Shape-number a sh:PropertyShape ; {number} ; {told(said)} .\n"
            )


def class_name(vocabulary: Vocabulary, kind: EntityType) -> str:
    """`kg:Person` of PERSON."""
    return f"kg:{vocabulary.types[kind].name}"
