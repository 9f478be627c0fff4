"""Commands that make something: `build`, `extract`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import main
from kg.cli.output import print_summary, progress_bar
from kg.config import BASE, Settings

if TYPE_CHECKING:
    from kg.model import Page

home_option = click.option("--home", metavar="PLACE", help="The place that a page speaks of as its own: name or code.")
province_option = click.option("--province", metavar="PLACE", help="Load the village names of this province.")
seeds_option = click.option(
    "--seeds", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of seed tables to use."
)

disable_option = click.option("--disable", multiple=True, metavar="COMPONENT", help="Switch off a recogniser.")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder to write.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option("--base", default=BASE, show_default=True, help="Namespace of the IRIs.")
@home_option
@province_option
@seeds_option
@disable_option
def build(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int,
    base: str,
    home: str | None,
    province: str | None,
    seeds: Path | None,
    disable: tuple[str, ...],
) -> None:
    """Read the pages in PATHS (files and folders of .txt, .md, .html) and write the graph to OUT.

    \b
    kg build pages -o out
    kg build 2024-03-06.txt 2024-03-07.txt -o out --home 聊城市 --jobs 2
    """
    from kg.building import build_graph

    settings = Settings(home, province, str(seeds) if seeds else None, base, tuple(sorted(disable)))
    with progress_bar("pages") as advance:
        graph = build_graph(paths, settings, jobs, advance)
    graph.save(out)
    print_summary(graph, out)
    refused = [r for r in graph.reports if r.error]
    for report in refused:
        click.echo(f"kg: refused {report.error}", err=True)
    if refused:
        sys.exit(1)


@main.command()
@click.argument("page", type=click.Path(path_type=Path, allow_dash=True))
@home_option
@province_option
@seeds_option
@disable_option
@click.option("--explain", is_flag=True, help="Print why each name stands or does not, as text instead of JSON.")
def extract(
    page: Path, home: str | None, province: str | None, seeds: Path | None, disable: tuple[str, ...], explain: bool
) -> None:
    """Print everything read from one PAGE as JSON; - reads standard input.

    Offsets are characters of the page's decoded text.

    \b
    kg extract page.txt
    kg extract - < page.txt
    kg extract page.txt --explain
    """
    gc.disable()  # a tenth of a cold start goes into looking for garbage among tables that stay
    try:
        from kg.explanation import explanation
        from kg.extraction import extraction_json
        from kg.stages import extract as extract_page

        settings = Settings(home, province, str(seeds) if seeds else None, disable=tuple(sorted(disable)))
        if explain:
            sys.stdout.buffer.write(explanation(read(page), settings).encode("utf-8", "replace"))
        else:
            sys.stdout.buffer.write(extraction_json(extract_page(read(page), settings)))
    finally:
        gc.enable()


def read(page: Path) -> Page:
    """Read a page from a file, or from standard input for `-`."""
    from kg.reading import read_data, read_page

    if str(page) == "-":
        return read_data(sys.stdin.buffer.read(), "standard input", "stdin.txt")
    return read_page(page, page.name)
