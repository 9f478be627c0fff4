"""Every form a graph can be written in, by its short name: `FORMS["ttl"](graph)` gives the file's bytes.

A form is a stream: `FORMS["gexf"].pieces(graph)` yields the file in pieces of bounded size wherever its syntax lets it.
Some forms are several files that belong together (`neo4j`, `parquet`): `FORMS["neo4j"].files` has a writer for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.notation import Triple

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.graph.projection import Projection

Writer = Callable[["Graph"], Iterator[bytes]]
PIECE = 1 << 16  # characters that are encoded and written at a time


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a graph.

    Args:
        files: file name → what yields its bytes, piece by piece.
        advice: what to do with the files, said after an export; empty where it is plain.
    """

    files: Mapping[str, Writer]
    advice: str = ""

    @property
    def pieces(self) -> Writer:
        """What yields the bytes of a form of one file."""
        (writer,) = self.files.values()
        return writer

    def __call__(self, graph: Graph) -> bytes:
        """The bytes of a form of one file."""
        return b"".join(self.pieces(graph))

    def write(self, graph: Graph, path: Path) -> None:
        """Write the file, or for a form of several files a folder of them, made if missing.

        Raises:
            InputError: it cannot be written there.
        """
        try:
            if len(self.files) > 1:
                path.mkdir(parents=True, exist_ok=True)
            for name, writer in self.files.items():
                with (path / name if len(self.files) > 1 else path).open("wb") as stream:
                    stream.writelines(writer(graph))
        except OSError as error:
            raise InputError(f"cannot write: {error.strerror or error}", str(path), "Check the folder") from error


def form(writer: Writer) -> Form:
    """A form of one file; its name is the function's, which is also the file's suffix."""
    return Form({f"graph.{writer.__name__.replace('_', '.')}": writer})


def encoded(texts: Iterable[str]) -> Iterator[bytes]:
    """Text as UTF-8 in pieces of about `PIECE` characters."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= PIECE:
            yield "".join(held).encode()
            held.clear()
            length = 0
    yield "".join(held).encode()


def triples(graph: Graph) -> Iterator[Triple]:
    """The default graph: everything, once."""
    from kg.graph.rdf import said

    return ((s, p, o) for s, p, o, _ in said(graph))


@form
def nq(graph: Graph) -> Iterator[bytes]:
    """Sorted N-Quads, a named graph an article."""
    from kg.graph.rdf import quads
    from kg.notation import nquads

    return nquads(quads(graph))


@form
def nt(graph: Graph) -> Iterator[bytes]:
    """Sorted N-Triples."""
    from kg.notation import ntriples

    return ntriples(triples(graph))


@form
def ttl(graph: Graph) -> Iterator[bytes]:
    """Turtle with prefixes, sorted."""
    from kg.notation import turtle

    return turtle(triples(graph), graph.prefixes(), f"Knowledge graph of run {graph.run}")


@form
def trig(graph: Graph) -> Iterator[bytes]:
    """TriG: Turtle with a block for each named graph."""
    from kg.graph.rdf import quads
    from kg.notation import trig as write

    return write(quads(graph), graph.prefixes(), f"Knowledge graph of run {graph.run}")


@form
def jsonld(graph: Graph) -> Iterator[bytes]:
    """JSON-LD 1.1 with its context inside, one object a thing."""
    from kg.graph.jsonld import jsonld as write

    return write(graph)


@form
def gexf(graph: Graph) -> Iterator[bytes]:
    """GEXF 1.3 with types, colours, shapes, sizes, positions and lifetimes, for Gephi."""
    from kg.graph.gexf import write_gexf

    return encoded(write_gexf(graph))


@form
def static_gexf(graph: Graph) -> Iterator[bytes]:
    """GEXF 1.3 without the timeline, for programs that refuse graphs with one, such as Tulip."""
    from kg.graph.gexf import write_gexf

    return encoded(write_gexf(graph, timeline=False))


@form
def graphml(graph: Graph) -> Iterator[bytes]:
    """GraphML with typed attributes, for yEd, Cytoscape and igraph."""
    from kg.graph.graphml import write_graphml

    return encoded(write_graphml(graph))


@form
def json(graph: Graph) -> Iterator[bytes]:
    """NetworkX's node-link JSON; everything is in it."""
    from kg.graph.network import node_link

    return node_link(graph)


@form
def nodes_csv(graph: Graph) -> Iterator[bytes]:
    """Table of the things."""
    from kg.graph.tables import nodes_table

    return nodes_table(graph)


@form
def edges_csv(graph: Graph) -> Iterator[bytes]:
    """Table of the relations, with the names of both ends."""
    from kg.graph.tables import edges_table

    return edges_table(graph)


@form
def svg(graph: Graph) -> Iterator[bytes]:
    """A picture of the graph's core."""
    from kg.graph.picture import picture

    yield picture(graph).encode()


@form
def cypher(graph: Graph) -> Iterator[bytes]:
    """Statements for Neo4j and other openCypher databases."""
    from kg.graph.cypher import write_cypher

    return encoded(write_cypher(graph))


@form
def ftm(graph: Graph) -> Iterator[bytes]:
    """FollowTheMoney entities as JSON lines, for Aleph."""
    from kg.graph.ftm import write_ftm

    return write_ftm(graph)


def neo4j_nodes(graph: Graph) -> Iterator[bytes]:
    """The things, with Neo4j's header row."""
    from kg.graph.neo4j import nodes_file

    return nodes_file(graph)


def neo4j_relationships(graph: Graph) -> Iterator[bytes]:
    """The relations, with Neo4j's header row."""
    from kg.graph.neo4j import relationships_file

    return relationships_file(graph)


def parquet_nodes(graph: Graph) -> Iterator[bytes]:
    """The things as a typed table."""
    from kg.graph.parquet import nodes_file

    return nodes_file(graph)


def parquet_edges(graph: Graph) -> Iterator[bytes]:
    """The relations as a typed table."""
    from kg.graph.parquet import edges_file

    return edges_file(graph)


NEO4J = Form(
    {"nodes.csv": neo4j_nodes, "relationships.csv": neo4j_relationships},
    'neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv --array-delimiter="|" '
    "--overwrite-destination",
)
PARQUET = Form({"nodes.parquet": parquet_nodes, "edges.parquet": parquet_edges})


def ties_csv(graph: Graph, projection: Projection) -> Iterator[bytes]:
    """A projection as a table."""
    from kg.graph.tables import ties_table

    return ties_table(graph, projection)


def ties_gexf(graph: Graph, projection: Projection) -> Iterator[bytes]:
    """A projection for Gephi."""
    from kg.graph.gexf import write_projection

    return encoded(write_projection(graph, projection))


PROJECTED: dict[str, Callable[[Graph, Projection], Iterator[bytes]]] = {"csv": ties_csv, "gexf": ties_gexf}
FORMS: dict[str, Form] = {
    "ttl": ttl,
    "nq": nq,
    "nt": nt,
    "trig": trig,
    "jsonld": jsonld,
    "gexf": gexf,
    "static.gexf": static_gexf,
    "graphml": graphml,
    "json": json,
    "csv": edges_csv,
    "nodes.csv": nodes_csv,
    "edges.csv": edges_csv,
    "neo4j": NEO4J,
    "cypher": cypher,
    "ftm": ftm,
    "parquet": PARQUET,
    "svg": svg,
}
