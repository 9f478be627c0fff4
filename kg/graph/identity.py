"""identity.json: the trail of the resolution, from which `kg why-same` explains what is one entity and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kg.errors import InputError
from kg.notation.json import json_bytes
from kg.resolution.trail import Trail

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def identity(graph: Graph) -> Iterator[bytes]:
    """A graph's trail as JSON: members, joins, walls and synonyms, one a line."""
    trail = graph.trail
    yield b"{"
    for number, name in enumerate(("members", "joins", "walls", "synonyms")):
        rows = b",\n".join(json_bytes(filled(row)) for row in msgspec.to_builtins(getattr(trail, name)))
        yield (b",\n" if number else b"\n") + b'"' + name.encode() + b'":[\n' + rows + b"\n]"
    yield b"\n}\n"


def filled(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what is empty, inner rows included: reading gives the same values back."""
    found = {k: filled(v) if isinstance(v, dict) else v for k, v in row.items()}
    return {k: v for k, v in found.items() if v or (v == 0 and v is not False)}


def read_identity(path: Path) -> Trail:
    """The trail that `identity` wrote; an empty one where the file is missing, as in graphs of older versions.

    Raises:
        InputError: the file is not such a trail.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Trail)
    except FileNotFoundError:
        return Trail()
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise InputError(f"not a trail of kg: {error}", str(path), "Build it again") from error
