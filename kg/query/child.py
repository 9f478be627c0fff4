"""The other end of `kg.query.worker`: requests come in on standard input, replies go out on standard output.

It never outlives what it serves: it ends with its input, and where the system has alarms one ends it soon after a
query's time is up, even if nobody is left to kill it.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import KgError
from kg.query.sparql import answer, open_store
from kg.query.worker import Reply, Request, Start, receive, send

GRACE = 5.0  # seconds after its time limit when a query that nobody killed ends itself


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Open the store that the first message names, then answer until the input ends."""
    import pyoxigraph

    data = receive(requests)
    if data is None:
        return
    start = msgspec.msgpack.decode(data, type=Start)
    try:
        if start.folder is None:
            store = pyoxigraph.Store()
            store.bulk_load(start.quads, pyoxigraph.RdfFormat.N_QUADS)
        else:
            store = open_store(Path(start.folder))
    except KgError as error:
        send(replies, Reply(error=(type(error).__name__, error.what, error.where, error.remedy)))
        return
    send(replies, Reply())
    while data := receive(requests):
        send(replies, reply(store, msgspec.msgpack.decode(data, type=Request)))


def reply(store: object, request: Request) -> Reply:
    """Answer one request."""
    import pyoxigraph

    assert isinstance(store, pyoxigraph.Store)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, request.timeout + GRACE)
    try:
        return Reply(answer(store, request.query, None, request.prefixes, terms=request.terms, limit=request.limit))
    except KgError as error:
        return Reply(error=(type(error).__name__, error.what, error.where, error.remedy))
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
