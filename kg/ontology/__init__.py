"""Ontology: the vocabulary of the graph goes out to every room below; its one source is ontology/kg.yaml.

`vocabulary()` reads the copy that ships with the package. `python -m kg.ontology` makes that copy, the OWL ontology,
the SHACL shapes and the JSON-LD context from the source.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.ontology.schema import Vocabulary

SHIPPED = Path(__file__).parent / "vocabulary.json"

__all__ = ["SHIPPED", "Vocabulary", "vocabulary"]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package, read once a process.

    Raises:
        InputError: the file is missing or damaged.
    """
    import msgspec

    try:
        return msgspec.json.decode(SHIPPED.read_bytes(), type=Vocabulary)
    except (OSError, msgspec.MsgspecError) as error:
        raise InputError(f"cannot read the vocabulary: {error}", str(SHIPPED), "Reinstall kg") from error
