"""A query in a process of its own, which is killed when its time is up: Python cannot stop Oxigraph from within.

A `Worker` starts `python -m kg.query.child`, which opens a store, says that it is ready, and answers one request after
another. Messages are msgpack, each after its length in eight bytes. A start costs about a tenth of a second (a Python
process, and the store), each further query a few milliseconds: so a graph in memory keeps its worker between queries.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING
from weakref import finalize

import kg
from kg.errors import InputError, KgError, QueryError
from kg.query.answer import Answer
from kg.query.safety import check

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = 8  # bytes of a message's length, big-endian
ERRORS: dict[str, type[KgError]] = {e.__name__: e for e in (KgError, InputError, QueryError)}


@dataclass(frozen=True, slots=True)
class Start:
    """What the child opens: the folder of a saved graph, or N-Quads if there is none."""

    folder: str | None
    quads: bytes = b""


@dataclass(frozen=True, slots=True)
class Request:
    """One query, as `kg.query.sparql.answer` takes it; `timeout` in seconds, after which nobody waits any more."""

    query: str
    timeout: float
    terms: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, or an error by its class and parts; neither for “ready”."""

    answer: Answer | None = None
    error: tuple[str, str, str, str] | None = None


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    import msgspec

    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(HEADER, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message, None where the other side has ended."""
    head = stream.read(HEADER)
    if len(head) < HEADER:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None


class Worker:
    """A process that answers queries over one graph, started when first needed, and again after it was killed.

    Args:
        source: folder of a saved graph, or what gives the N-Quads of one in memory.
    """

    def __init__(self, source: Path | Callable[[], bytes]) -> None:
        self.source = source
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def ask(
        self,
        query: str,
        timeout: float,
        *,
        terms: Mapping[str, str] | None = None,
        prefixes: Mapping[str, str] | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Answer a query, or kill the process.

        Args:
            query: as `kg.query.sparql.answer` takes it, like the arguments after it.
            timeout: seconds from when the store is open.
            terms: variable → term in N-Triples syntax.
            prefixes: prefix → namespace; None for those of the saved graph.
            limit: rows or triples at most.

        Raises:
            InputError: the folder holds no graph.
            QueryError: the query cannot be answered, or the time is up (`out_of_time`).
        """
        check(query)
        request = Request(query, timeout, dict(terms or {}), None if prefixes is None else dict(prefixes), limit)
        with self.lock:
            process = self.process or self.start()
            expired = threading.Event()

            def kill() -> None:
                expired.set()
                process.kill()

            timer = threading.Timer(timeout, kill)
            timer.start()
            try:
                reply = self.exchange(process, request)
            except KgError:
                raise
            except BaseException:  # an interrupt must not leave the query running
                self.stop()
                raise
            finally:
                timer.cancel()
            if reply is None or reply.answer is None:
                self.stop()
                if expired.is_set():
                    raise QueryError(f"no answer within {timeout:g} s", "", "Ask for less, or allow more time", True)
                raise QueryError("the query's process ended", "", "It may need more memory: ask for less")
            return reply.answer

    def exchange(self, process: subprocess.Popen[bytes], message: object) -> Reply | None:
        """Send a message and wait for the reply: None from a process that died, else no error, for that is raised."""
        import msgspec

        assert process.stdin and process.stdout
        try:
            send(process.stdin, message)
        except OSError:
            data = None
        else:
            data = receive(process.stdout)
        if data is None:
            return None
        reply = msgspec.msgpack.decode(data, type=Reply)
        if reply.error:
            kind, *parts = reply.error
            raise ERRORS[kind](*parts)
        return reply

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process and wait until its store is open."""
        home = str(Path(kg.__file__).parent.parent)
        path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        process = subprocess.Popen(
            [sys.executable, "-m", "kg.query.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.process = process
        finalize(self, end, process)
        source = self.source
        try:
            start = Start(str(source.absolute())) if isinstance(source, Path) else Start(None, source())
            if self.exchange(process, start) is None:
                raise QueryError("the process for queries does not start", sys.executable, "Ask without a time limit")
        except BaseException:
            self.stop()
            raise
        return process

    def stop(self) -> None:
        """Kill the process, if there is one."""
        if self.process:
            end(self.process)
            self.process = None


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and let go of its pipes."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
