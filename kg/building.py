"""A build: page files go in, one resolved `Graph` comes out; the same bytes with any number of processes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.config import Settings
from kg.errors import InputError, KgError
from kg.model import Extraction, PageReport

if TYPE_CHECKING:
    from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class Job:
    """One page to extract: its name in the build, its file, and the settings."""

    name: str
    path: Path
    settings: Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: an extraction, or the reason why there is none."""

    name: str
    extraction: Extraction | None
    error: str | None


def run_job(job: Job) -> Outcome:
    """Extract one page. A page that cannot be read is reported, never raised: the build goes on without it."""
    from kg.stages import extract_file

    try:
        return Outcome(job.name, extract_file(job.path, job.name, job.settings), None)
    except KgError as error:
        return Outcome(job.name, None, str(error))
    except (RecursionError, MemoryError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = f"unexpected {type(error).__name__}: {error}. Please report this page"
        return Outcome(job.name, None, f"{job.name}: {reason}")


def run_jobs(jobs: Sequence[Job], processes: int) -> Iterator[Outcome]:
    """Run jobs in order, in this process or in several; the outcomes come in the jobs' order."""
    if processes <= 1 or len(jobs) <= 1:
        yield from map(run_job, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(run_job, jobs)


def build_graph(
    paths: Iterable[Path],
    settings: Settings = Settings(),  # noqa: B008  frozen
    jobs: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> Graph:
    """Read every page under `paths` and merge what they say.

    Args:
        paths: files and folders.
        settings: what the user has set.
        jobs: number of processes; it never changes the result.
        progress: called after each page with its name, its number from 1, and the number of pages.

    Returns:
        The graph. Pages that could not be read are in `graph.reports` with their error.

    Raises:
        InputError: no page was found, a path does not exist, no page could be read, or a setting or seed table is not
            valid.
    """
    from kg.graph.iri import Namer
    from kg.reading import list_pages
    from kg.recognition import language
    from kg.resolution import check_settings

    check_settings(settings)
    Namer(settings.base)
    language(settings.disable)
    todo = [Job(name, path, settings) for name, path in list_pages(paths)]
    outcomes = []
    for number, outcome in enumerate(run_jobs(todo, jobs), 1):
        outcomes.append(outcome)
        if progress:
            progress(outcome.name, number, len(todo))
    extractions = [o.extraction for o in outcomes if o.extraction is not None]
    if not extractions:
        raise InputError(f"no page could be read; the first: {outcomes[0].error}")
    reports = tuple(report(o) for o in sorted(outcomes, key=lambda o: o.name))
    return graph_of(extractions, settings, reports)


def graph_of(extractions: Sequence[Extraction], settings: Settings, reports: tuple[PageReport, ...] = ()) -> Graph:
    """Merge what pages say into one graph; the order of the extractions does not matter."""
    from kg.graph import Graph
    from kg.resolution import merge

    merged = merge(extractions, settings)
    return Graph(
        nodes=merged.nodes,
        facts=merged.facts,
        measures=merged.measures,
        sources=merged.sources,
        reports=reports,
        run=run_name(extractions, settings),
        base=settings.base,
        trail=merged.trail,
    )


def report(outcome: Outcome) -> PageReport:
    """Count what became of one page."""
    x = outcome.extraction
    if x is None:
        return PageReport(outcome.name, "", "", 0, 0, 0, 0, 0, 0, 0, 0, None, None, None, (), outcome.error)
    return PageReport(
        page=x.page,
        digest=x.digest,
        encoding=x.encoding,
        characters=x.characters,
        in_articles=covered((a.start, a.end) for a in x.articles),
        in_mentions=covered((m.start, m.end) for m in x.mentions),
        articles=len(x.articles),
        mentions=len(x.mentions),
        entities=len(x.entities),
        relations=len(x.relations),
        attributes=len(x.attributes),
        newspaper=x.newspaper,
        issue_date=x.issue_date,
        home=x.home,
        skipped=x.skipped,
    )


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters lie in at least one of the spans."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def run_name(extractions: Iterable[Extraction], settings: Settings) -> str:
    """Name a run by what went into it: pages, settings, seeds and this version. 16 hexadecimal digits."""
    digest = hashlib.sha256(f"kg {kg.__version__}\n".encode())
    for name, value in (("home", settings.home), ("province", settings.province), ("base", settings.base)):
        digest.update(f"{name} {value or ''}\n".encode())
    digest.update(f"disable {' '.join(sorted(settings.disable))}\n".encode())
    if settings.seeds:
        for path in sorted(Path(settings.seeds).glob("*.csv")):
            digest.update(f"seed {path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for page, content in sorted((x.page, x.digest) for x in extractions):
        digest.update(f"page {page} {content}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()[:16]
