"""`python -m kg.ontology [FOLDER]`: make every form of the vocabulary from FOLDER/kg.yaml (ontology/kg.yaml)."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from kg.notation import turtle
from kg.ontology import SHIPPED
from kg.ontology.context import context_form
from kg.ontology.owl import owl_triples
from kg.ontology.page import page
from kg.ontology.schema import Vocabulary, plain_form
from kg.ontology.shapes import shapes_turtle
from kg.ontology.source import read_source

HEAD = "OWL ontology of the graph. Made from ontology/kg.yaml by `python -m kg.ontology`; do not edit."


def forms(vocabulary: Vocabulary) -> dict[str, bytes]:
    """File name → content, for the files that stand beside the source."""
    return {
        "kg.ttl": b"".join(turtle(owl_triples(vocabulary), vocabulary.names, HEAD)),
        "shapes.ttl": shapes_turtle(vocabulary),
        "README.md": page(vocabulary).encode(),
        "context.jsonld": json({"@context": context_form(vocabulary)}),
    }


def json(value: object) -> bytes:
    """Indented JSON with a final line feed."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def main(folder: Path) -> None:
    """Write every form."""
    vocabulary = read_source(folder / "kg.yaml")
    for name, content in forms(vocabulary).items():
        (folder / name).write_bytes(content)
    SHIPPED.write_bytes(json(plain_form(vocabulary)))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "ontology"))
