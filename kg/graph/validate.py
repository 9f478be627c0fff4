"""SHACL: a graph goes in, what violates its shapes comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notation.writers import LOCAL
from kg.ontology import vocabulary
from kg.ontology.shapes import shapes_turtle

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def validate_graph(graph: Graph) -> tuple[str, ...]:
    """Check a graph's RDF against the shapes of the vocabulary.

    Returns:
        One line a violation, sorted: the focus node, the message, and the value if there is one. None if it conforms.
    """
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    shapes = rdflib.Graph().parse(data=shapes_turtle(vocabulary()), format="turtle")
    _, results, _ = pyshacl.validate(graph.to_rdflib(), shacl_graph=shapes, advanced=False, inference="none")
    names = {namespace: prefix for prefix, namespace in graph.prefixes().items()}
    lines = []
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        line = f"{short(str(focus), names)}: {results.value(result, SH.resultMessage)}"
        lines.append(line if value is None or value == focus else f"{line} (found {short(str(value), names)})")
    return tuple(sorted(lines))


def short(value: str, names: dict[str, str]) -> str:
    """An IRI with its prefix; anything else as it is."""
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = names.get(value[:cut])
    return f"{prefix}:{value[cut:]}" if prefix and LOCAL.fullmatch(value, cut) else value
