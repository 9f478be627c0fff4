"""SHACL: a graph goes in, what violates its shapes comes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.notation.writers import LOCAL
from kg.ontology import vocabulary
from kg.ontology.shapes import shapes_turtle

if TYPE_CHECKING:
    import rdflib

    from kg.graph.graph import Graph

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one shape says of one node: how bad it is, and what to do."""

    severity: str  # of SEVERITIES
    shape: str  # `kg:StatementShape-kg-confidence`
    focus: str
    message: str
    value: str  # the value that does not fit, "" if it is the focus or something missing

    def __str__(self) -> str:
        """One line."""
        found = f" (found {self.value})" if self.value else ""
        return f"{self.severity} {self.focus}: {self.message}{found} [{self.shape}]"


def validate_graph(graph: Graph, severities: tuple[str, ...] = ("Violation",)) -> tuple[Finding, ...]:
    """Check a graph's RDF against the shapes of the vocabulary.

    Args:
        graph: the graph.
        severities: which findings to return, of SEVERITIES. Only violations break the contract.

    Returns:
        The findings, worst first; none if it conforms.
    """
    found = check_shapes(graph.to_rdflib(), {namespace: prefix for prefix, namespace in graph.prefixes().items()})
    return tuple(f for f in found if f.severity in severities)


def check_shapes(data: rdflib.Graph, names: dict[str, str]) -> tuple[Finding, ...]:
    """Check RDF against the shapes of the vocabulary.

    Args:
        data: the triples.
        names: namespace → prefix, for what the findings name.

    Returns:
        Every finding, worst first.
    """
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    _, results, _ = pyshacl.validate(data, shacl_graph=shapes_graph(), advanced=False, inference="none")
    found = set()
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        part = {p: results.value(result, SH[p]) for p in ("focusNode", "value", "sourceShape", "resultSeverity")}
        value = part["value"]
        found.add(
            Finding(
                str(part["resultSeverity"]).rpartition("#")[2],
                short(str(part["sourceShape"]), names),
                short(str(part["focusNode"]), names),
                str(results.value(result, SH.resultMessage)),
                "" if value is None or value == part["focusNode"] else short(str(value), names),
            )
        )
    order = {severity: i for i, severity in enumerate(SEVERITIES)}
    return tuple(sorted(found, key=lambda f: (order[f.severity], f.shape, f.focus, f.value, f.message)))


@cache
def shapes_graph() -> rdflib.Graph:
    """The shapes, read once a process."""
    import rdflib

    return rdflib.Graph().parse(data=shapes_turtle(vocabulary()), format="turtle")


def short(value: str, names: dict[str, str]) -> str:
    """An IRI with its prefix; anything else as it is."""
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    prefix = names.get(value[:cut])
    return f"{prefix}:{value[cut:]}" if prefix and LOCAL.fullmatch(value, cut) else value
