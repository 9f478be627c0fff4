"""The graph: extractions go in, one resolved `Graph` and its forms (RDF, NetworkX, GEXF, tables) come out."""

from kg.graph.graph import Graph
from kg.graph.saving import load

__all__ = ["Graph", "load"]
