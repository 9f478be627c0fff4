"""A graph in a folder: `save` writes every form, `load` reads it back from graph.json.

Atomicity: all new files are first written and flushed under `OUT/.next`, then `OUT/.next/ready` is made, then each is
moved into place and `.next` removed. A kill before `ready` leaves the old graph; after it, the next `save` or `load`
finishes the moves. Files in OUT that are not ours stay.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.graph import forms
from kg.graph.graph import Graph
from kg.graph.identity import identity, read_identity
from kg.graph.network import from_node_link
from kg.graph.report import report

NEXT = ".next"
READY = "ready"
STORE = "store"
IDENTITY = "identity.json"
FILES: dict[str, forms.Writer] = {
    "graph.nq": forms.nq.pieces,
    "graph.ttl": forms.ttl.pieces,
    "graph.gexf": forms.gexf.pieces,
    "graph.json": forms.json.pieces,
    "nodes.csv": forms.nodes_csv.pieces,
    "edges.csv": forms.edges_csv.pieces,
    "report.json": report,
    IDENTITY: identity,
}


def save(graph: Graph, out: Path) -> None:
    """Write every form of a graph into a folder, made if missing.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out):
            finish(out)
            stage = out / NEXT
            stage.mkdir()
            for name, form in FILES.items():
                write(stage / name, form(graph))
            write_store(stage / "graph.nq", stage / STORE)
            write(stage / READY, ())
            finish(out)
    except OSError as error:
        raise InputError(
            f"cannot write: {error.strerror or error}", str(out), "Choose a folder you may write to"
        ) from error


def load(out: Path) -> Graph:
    """Read the graph that `save` wrote.

    Raises:
        InputError: the folder holds no graph, or one that is damaged.
    """
    settle(out)
    path = out / "graph.json"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"no graph here: {error.strerror or error}", str(path), "Make one with `kg build PAGES -o OUT`"
        ) from error
    return replace(from_node_link(data, str(path)), trail=read_identity(out / IDENTITY))


def settle(out: Path) -> None:
    """Finish what a killed save left half moved, if anything.

    Raises:
        InputError: it cannot be finished.
    """
    if not (out / NEXT / READY).exists():
        return
    try:
        with locked(out):
            finish(out)
    except OSError as error:
        raise InputError(f"a save was cut short and cannot be finished: {error}", str(out), "Build again") from error


def finish(out: Path) -> None:
    """Move staged files into place if all were written; drop them if not."""
    stage = out / NEXT
    if (stage / READY).exists():
        for name in sorted(p.name for p in stage.iterdir() if p.name != READY):
            staged, final = stage / name, out / name
            if staged.is_dir():
                shutil.rmtree(final, ignore_errors=True)
            staged.replace(final)
    shutil.rmtree(stage, ignore_errors=True)


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, piece by piece, and have it on disk before going on."""
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())


def write_store(quads: Path, folder: Path) -> None:
    """Load N-Quads into a new embedded Oxigraph store."""
    import pyoxigraph

    store = pyoxigraph.Store(str(folder))
    store.bulk_load(path=str(quads), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    store.optimize()


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder against other savers, where the system has advisory locks; the lock dies with its process."""
    try:
        import fcntl
    except ImportError:  # no advisory locks: two savers at once are the user's care
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
