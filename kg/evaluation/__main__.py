"""`python -m kg.evaluation`: measure what is built against gold pages."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import Commands
from kg.evaluation.corpora import FORMATS

RESOLUTION = Path("tests/cases/resolution")


@click.group(cls=Commands)
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
@click.argument("scorer", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("pages", nargs=-1, required=True, metavar="GOLD:PAGES…")
def breakdown(scorer: Path, pages: tuple[str, ...]) -> None:
    """F1 by predicate and by page layout, with SCORER (score.py). GOLD is a folder or a pattern of files."""
    from kg.evaluation.breakdown import breakdown as tables
    from kg.evaluation.edges import gold_pages

    click.echo(tables(scorer, [gold_pages(text) for text in pages]), nl=False)


@main.command()
@click.argument("scorer", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--seen", multiple=True, metavar="GOLD:PAGES", help="Pages that the rules' authors had in view.")
@click.option("--unseen", multiple=True, metavar="GOLD:PAGES", help="Other pages to fit on: they give the level.")
@click.option("--report", multiple=True, metavar="GOLD:PAGES", help="Pages to report on, never fitted.")
@click.option(
    "--write", is_flag=True, help="Rewrite relations/calibration.tsv and the figures in kg/relations/README.md."
)
def calibrate(
    scorer: Path, seen: tuple[str, ...], unseen: tuple[str, ...], report: tuple[str, ...], write: bool
) -> None:
    """Fit how likely an edge holds, with SCORER (score.py), and print how reliable it is on other pages.

    GOLD is a folder or a pattern of files, as in --unseen 'gold/a*.json:pages'. kg/relations/README.md has the recipe.
    """
    from kg.evaluation.calibrating import calibrate as fitted
    from kg.evaluation.edges import gold_pages

    known, new, others = ([gold_pages(text) for text in texts] for texts in (seen, unseen, report))
    click.echo(fitted(scorer, known, new, others, write), nl=False)


@main.command()
@click.argument("pages", type=click.Path(path_type=Path, exists=True))
@click.option("--repeat", default=5, show_default=True, help="How often each page is read; the median counts.")
def speed(pages: Path, repeat: int) -> None:
    """Characters a second on one core, by stage, over the page files in PAGES."""
    from kg.evaluation.speed import print_speed

    print_speed(pages, repeat)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=RESOLUTION)
@click.option("--errors", is_flag=True, help="Each failed pair with its reason, and each mention not found.")
def resolution(folder: Path, errors: bool) -> None:
    """B-cubed and rates of false and missed merges on the resolution test set in FOLDER, built into one graph."""
    from kg.evaluation.resolution import print_resolution

    print_resolution(folder, errors)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=RESOLUTION)
@click.option("--write", is_flag=True, help="Rewrite resolution/merges.tsv with what was counted.")
def merges(folder: Path, write: bool) -> None:
    """How often each kind of merge across pages is right on the resolution test set in FOLDER."""
    from kg.evaluation.merges import measure_merges

    click.echo(measure_merges(folder, write), nl=False)


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-f", "--format", "form", required=True, type=click.Choice(FORMATS), help="How the corpus is written.")
@click.option("--standard", help="How spans are drawn: passed on to kg.pipeline(standard=…).")
@click.option("--pages", is_flag=True, help="Read each text as a page first, as kg extract does.")
@click.option("--types", default="", metavar="TYPE,…", help="Score these types, not all names that the corpus labels.")
def ner(corpus: Path, form: str, standard: str | None, pages: bool, types: str) -> None:
    """Precision, recall and F1 by type, exact spans, on the labelled file CORPUS (.xz too).

    Formats: cluener (JSON lines), bio (a character and its tag a line; BMES too), spans (JSON lines with text and
    spans, ends exclusive). Labels become types by kg/lexicon/corpus_labels.tsv.
    """
    from kg.evaluation.ner import evaluate, table_of

    wanted = tuple(type.strip().upper() for type in types.split(",") if type.strip())
    click.echo(table_of(evaluate(corpus, form, standard, pages, wanted)))


@main.command()
@click.argument("forms", nargs=-1)
@click.option("--nodes", default=100_000, show_default=True, type=click.IntRange(100))
@click.option("--edges", default=1_000_000, show_default=True, type=click.IntRange(1))
def exports(forms: tuple[str, ...], nodes: int, edges: int) -> None:
    """Time, memory and size of each of FORMS, or of all, for a synthetic graph."""
    from kg.evaluation.exports import print_exports

    print_exports(nodes, edges, forms)


@main.command()
@click.argument("pages", type=click.Path(path_type=Path, exists=True))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def golden(pages: Path, out: Path) -> None:
    """Write what is read from each page in PAGES as lines into OUT: read the difference before you commit it."""
    from kg.evaluation.golden import golden_texts

    out.mkdir(parents=True, exist_ok=True)
    for name, text in golden_texts(pages).items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")


@main.command()
@click.option("--triples", default=1_000_000, show_default=True, type=click.IntRange(1000), help="About how many.")
def sparql(triples: int) -> None:
    """Seconds of Oxigraph and of rdflib for property paths and aggregates over a synthetic graph, in one run."""
    from kg.evaluation.sparql import print_sparql

    print_sparql(triples)


if __name__ == "__main__":
    main()
