"""`python -m kg.training COMMAND --data DATA`: remake what is shipped in kg/models and kg/lexicon from the corpora."""

from __future__ import annotations

from pathlib import Path

import click

DATA = click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder with the corpora that kg/training/README.md lists.",
)


@click.group()
def main() -> None:
    """Remake the shipped models and derived word lists."""


@main.command()
@DATA
@click.option("--raw", type=click.Path(path_type=Path), default=None, help="Keep or reuse the unpruned model here.")
def segmenter(data: Path, raw: Path | None) -> None:
    """Train, prune and measure the pkuseg segmenter (11 minutes, one core, 1.5 GB)."""
    from kg.training.segmenter import train_segmenter

    train_segmenter(data, raw)


@main.command()
@DATA
def names(data: Path) -> None:
    """Derive the name statistics of kg/lexicon/people and print the fitted weights (some minutes)."""
    from kg.training.person_names import build_person_tables

    build_person_tables(data)


@main.command()
@DATA
def lexicon(data: Path) -> None:
    """Derive the tables of kg/lexicon/gazetteer (15 seconds)."""
    from kg.training.lexicons import build_lexicons

    build_lexicons(data)


@main.command()
@DATA
def companies(data: Path) -> None:
    """Derive kg/lexicon/companies/listed.tsv (10 seconds)."""
    from kg.training.listed import build_companies

    build_companies(data)


@main.command()
@DATA
def quoted(data: Path) -> None:
    """Derive kg/lexicon/programs/quoted_words.tsv (10 seconds)."""
    from kg.training.quoted import build_quoted

    build_quoted(data)


@main.command()
@DATA
@click.option(
    "--encoder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder of the Chinese BERT-base that the teacher starts from (transformers format).",
)
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Folder that keeps what each stage made.")
def ner(data: Path, encoder: Path, work: Path) -> None:
    """Train the recogniser of names: vectors, teacher, silver labels, student (3 hours on two cores)."""
    from kg.training.ner.recipe import train_recogniser

    train_recogniser(data, encoder, work)


if __name__ == "__main__":
    main()
