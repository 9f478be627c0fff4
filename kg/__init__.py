"""kg: a knowledge graph from pages of Chinese local newspapers, every edge with the sentence it was read from.

    >>> import kg
    >>> graph = kg.build(["seeds/pages"])                       # doctest: +SKIP
    >>> graph.save("out")                                       # doctest: +SKIP
    >>> kg.open("out").query("SELECT * {?s kg:position ?o}")    # doctest: +SKIP

Importing this package is light: spaCy, rdflib and NetworkX load when they are first used.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import BASE, Settings
from kg.errors import InputError, KgError, QueryError

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.graph import Graph
    from kg.model import Extraction

__version__ = "0.1.0"
__all__ = ["InputError", "KgError", "QueryError", "Settings", "build", "extract", "open", "pipeline"]


def build(
    paths: Iterable[str | PathLike[str]] | str | PathLike[str],
    *,
    home: str | None = None,
    province: str | None = None,
    seeds: str | PathLike[str] | None = None,
    base: str = BASE,
    disable: Iterable[str] = (),
    jobs: int = 1,
) -> Graph:
    """Build a graph from page files.

    Args:
        paths: one or more files (.txt, .md, .html) or folders of them.
        home: name or division code of the place that 我市 and 市委 stand for; None to infer it from each page.
        province: name or code of the province whose village names are loaded; None for the home's province.
        seeds: folder of seed tables (see seeds/README.md).
        base: namespace of the IRIs.
        disable: names of recognition components to switch off (`kg.pipeline().pipe_names` lists them).
        jobs: number of processes; it never changes the result.

    Raises:
        InputError: no page was found, a path does not exist, or a seed table is not valid.
    """
    from kg.building import build_graph

    if isinstance(paths, str | PathLike):
        paths = [paths]
    settings = Settings(home, province, str(seeds) if seeds is not None else None, base, tuple(sorted(disable)))
    return build_graph([Path(p) for p in paths], settings, jobs)


def extract(path: str | PathLike[str], settings: Settings = Settings()) -> Extraction:  # noqa: B008  frozen
    """Read everything that one page file says.

    Raises:
        InputError: the file is not a readable page of text.
    """
    from kg.stages import extract_file

    return extract_file(Path(path), Path(path).name, settings)


def open(out: str | PathLike[str]) -> Graph:
    """Open a graph that `kg build` or `Graph.save` wrote.

    Raises:
        InputError: the folder holds no graph, or one that is damaged.
    """
    from kg.graph import load

    return load(Path(out))


def pipeline(*, standard: str | None = None) -> Language:
    """The recognition pipeline as a spaCy `Language`: entity types as labels of `doc.ents`, characters as tokens.

    Args:
        standard: how spans are drawn and named; None for this project's own way, `kg`. With `cluener`, `finner`, `pd`
            (also MSRA) or `pku` the trained model alone tags by that corpus's habits, under our names of types.

    Raises:
        InputError: there is no such standard.
    """
    from kg.recognition import language, model_alone

    return language() if standard in (None, "kg") else model_alone(standard)
