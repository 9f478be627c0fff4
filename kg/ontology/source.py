"""Reading ontology/kg.yaml, with every fault named."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.ontology.schema import Vocabulary


def read_source(path: Path) -> Vocabulary:
    """Read the vocabulary's source.

    Args:
        path: the YAML file.

    Raises:
        InputError: it cannot be read, is not of the vocabulary's form, or leaves a term undefined.
    """
    import srsly

    try:
        result = msgspec.convert(srsly.read_yaml(path), Vocabulary, strict=True)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise InputError(f"not a vocabulary: {error}", str(path), "See kg/ontology/schema.py for its form") from error
    faults = result.faults()
    if faults:
        raise InputError("; ".join(faults), str(path), "Define what is missing")
    return result
