"""Time, size and memory of each form of a big graph, each written in a process of its own that ends with it.

Time is that of the processor, so that other work on the machine counts little. Memory is what a form needs beside the
graph: the growth of the process's peak. A form's time stands also as a multiple of what writing as many bytes that are
at hand takes in the same run, which tells more than seconds of one machine. Where another program's library writes the
same form, its speed on a tenth of the edges stands below ours.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from kg.evaluation.synthetic import synthetic_graph
from kg.graph import Graph
from kg.graph.forms import FORMS

MIB = 1 << 20
PLAIN = 256 * MIB  # bytes written to learn how fast bytes are written
PIECE = 1 << 16  # bytes at a time


@dataclass(frozen=True, slots=True)
class Cost:
    """What one form took: processor seconds, and the growth of the peak of memory."""

    name: str
    edges: int
    seconds: float
    mebibytes: float
    size: int


def print_exports(nodes: int, edges: int, only: Iterable[str] = ()) -> None:
    """Make a graph of so many nodes and edges, write it in every form, and print a table as it goes."""
    begin = process_time()
    graph = synthetic_graph(nodes, edges)
    print(f"{len(graph.nodes):,} nodes and {len(graph.facts):,} edges made in {process_time() - begin:.0f} s")
    begin = process_time()
    assert graph.positions
    print(f"laid out once for GEXF and GraphML in {process_time() - begin:.0f} s\n")
    print("| form | CPU seconds | edges a CPU second | times plain bytes | MiB beside the graph | MB written |")
    print("|---|---|---|---|---|---|")
    chosen = list(only) or [name for name in FORMS if name != "edges.csv"]  # the same as csv
    with TemporaryDirectory() as folder:
        plain = measured("plain bytes", 0, partial(bytes_at_hand, Path(folder)))
        for name in chosen:
            print_cost(measured(name, edges, partial(written, graph, name, Path(folder))), plain)
    if not only or {"gexf", "graphml"} & set(only):
        print_networkx(graph, plain)
    print(f"\nPlain bytes: {plain.size / MIB / plain.seconds:,.0f} MiB a CPU second.")


def bytes_at_hand(folder: Path) -> int:
    """Write bytes that are at hand, piece by piece as the forms do, and remove them; how many."""
    piece = bytes(range(256)) * (PIECE // 256)
    target = folder / "plain"
    with target.open("wb") as stream:
        stream.writelines(piece for _ in range(PLAIN // PIECE))
    target.unlink()
    return PLAIN


def print_networkx(graph: Graph, plain: Cost) -> None:
    """NetworkX's own writers, on a tenth of the edges, with the attributes that ours write."""
    import networkx

    part = replace(graph, facts=graph.facts[::10])
    network = drawn(part)
    for name, write in (("GEXF", networkx.write_gexf), ("GraphML", networkx.write_graphml_xml)):
        print_cost(measured(f"NetworkX {name}, a tenth", len(part.facts), partial(size_of, write, network)), plain)


def drawn(graph: Graph) -> Any:
    """A NetworkX graph with the attributes that our GEXF and GraphML have."""
    import networkx

    from kg.graph.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, edge_rows, node_rows

    network = networkx.MultiDiGraph()
    for node, values in node_rows(graph):
        known = {n: v for (n, _), v in zip(NODE_ATTRIBUTES, values, strict=True) if v not in {None, ""}}
        network.add_node(node.id, label=node.name, **known)
    for fact, label, values in edge_rows(graph):
        known = {n: v for (n, _), v in zip(EDGE_ATTRIBUTES, values, strict=True) if v not in {None, ""}}
        ends = fact.subject, fact.object, fact.id
        network.add_edge(*ends, id=fact.id, label=label, weight=float(len(fact.witnesses)), **known)
    return network


def size_of(write: Callable[..., None], network: Any) -> int:
    """Bytes that a writer of NetworkX writes."""
    stream = BytesIO()
    write(network, stream)
    return stream.tell()


def written(graph: Graph, name: str, folder: Path) -> int:
    """Write a form and remove it; its size in bytes."""
    size = 0
    for file, writer in FORMS[name].files.items():
        target = folder / file
        with target.open("wb") as stream:
            stream.writelines(writer(graph))
        size += target.stat().st_size
        target.unlink()
    return size


def measured(name: str, edges: int, work: Callable[[], int]) -> Cost:
    """Run work in a process of its own and say what it took; the work's result is a size in bytes."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    gc.freeze()
    child = os.fork()
    if child == 0:  # whatever happens, this process goes no further than here
        try:
            os.close(reading)
            reset_peak()
            before, begin = peak(), process_time()
            size = work()
            told = json.dumps([process_time() - begin, (peak() - before) / MIB, size])
            os.write(writing, told.encode())
        except Exception as error:
            print(f"{name}: {error!r}", file=sys.stderr, flush=True)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read().decode()
    os.waitpid(child, 0)
    seconds, mebibytes, size = json.loads(told) if told else (float("nan"), float("nan"), 0)
    return Cost(name, edges, seconds, mebibytes, size)


def reset_peak() -> None:
    """Let the peak be what the process holds now, where the system can (Linux)."""
    path = Path("/proc/self/clear_refs")
    if path.exists():
        path.write_text("5", encoding="ascii")


def peak() -> int:
    """The most memory that this process has held, in bytes."""
    path = Path("/proc/self/status")
    if path.exists():
        line = next(x for x in path.read_text(encoding="ascii", errors="replace").splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def print_cost(cost: Cost, plain: Cost) -> None:
    """A row of the table; `plain` is what bytes cost that are at hand."""
    speed = cost.edges / cost.seconds if cost.seconds else 0.0
    least = cost.size * plain.seconds / plain.size
    cells = (f"{cost.seconds:.1f}", f"{speed:,.0f}", f"{cost.seconds / least:,.0f}" if cost.size >= MIB else "–")
    print("|", " | ".join([cost.name, *cells, f"{cost.mebibytes:,.0f}", f"{cost.size / 1e6:,.0f}"]), "|", flush=True)
