"""`python -m kg.evaluation`: measure what is built against gold pages."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def main() -> None:
    """Measure what is built."""


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("pages", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def extract(gold: Path, pages: Path, out: Path) -> None:
    """Extract each page that a GOLD file names from PAGES, and write OUT/NAME.json as `kg extract` prints it."""
    from kg.evaluation.scoreboard import extract_gold_pages

    extract_gold_pages(gold, pages, out)


@main.command()
@click.argument("shared", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--each", is_flag=True, help="Each page's figures too.")
def scoreboard(shared: Path, each: bool) -> None:
    """Score the pipeline on SHARED/pages and SHARED/elsewhere with SHARED/eval/score.py, without seed knowledge."""
    from kg.evaluation.scoreboard import print_scoreboard

    print_scoreboard(shared, each)


@main.command()
@click.argument("pages", type=click.Path(path_type=Path, exists=True))
@click.option("--repeat", default=5, show_default=True, help="How often each page is read; the median counts.")
def speed(pages: Path, repeat: int) -> None:
    """Characters a second on one core, by stage, over the page files in PAGES."""
    from kg.evaluation.speed import print_speed

    print_speed(pages, repeat)


@main.command()
@click.argument("pages", type=click.Path(path_type=Path, exists=True))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def golden(pages: Path, out: Path) -> None:
    """Write what is read from each page in PAGES as lines into OUT: read the difference before you commit it."""
    from kg.evaluation.golden import golden_texts

    out.mkdir(parents=True, exist_ok=True)
    for name, text in golden_texts(pages).items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
