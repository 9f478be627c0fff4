"""`python -m kg.evaluation extract GOLD PAGES OUT`: extract every page that has gold, as files for a scorer."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from kg.config import Settings
from kg.extraction import extraction_json
from kg.pipeline import extract_file


@click.group()
def main() -> None:
    """Measure what is built."""


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("pages", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def extract(gold: Path, pages: Path, out: Path) -> None:
    """Extract each page that a GOLD file names from PAGES, and write OUT/NAME.json as `kg extract` prints it."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(gold.glob("*.json")):
        name = msgspec.json.decode(path.read_bytes())["page"]
        (out / path.name).write_bytes(extraction_json(extract_file(pages / name, name, Settings())))


if __name__ == "__main__":
    main()
