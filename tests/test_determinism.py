"""The same bytes: on a second run, with another hash seed, with one process or two, whatever the order of pages."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PAGES, ROOT


def build(out: Path, hash_seed: str, jobs: int, *paths: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "kg.cli", "build", *map(str, paths or (PAGES,)), "-o", str(out), "-j", str(jobs)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(command, check=True, env=environment, cwd=ROOT, capture_output=True)
    files = [p for p in sorted(out.iterdir()) if p.is_file()]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build(tmp_path_factory.mktemp("first") / "out", "0", 1)


def test_all_promised_files_are_there(first: dict[str, str]) -> None:
    wanted = {"graph.ttl", "graph.nq", "graph.gexf", "graph.json", "nodes.csv", "edges.csv", "report.json"}
    assert wanted <= set(first)


def test_same_bytes_with_another_hash_seed_and_two_processes(first: dict[str, str], tmp_path: Path) -> None:
    assert build(tmp_path / "out", "4242", 2) == first


def test_same_bytes_over_an_older_graph(first: dict[str, str], tmp_path: Path) -> None:
    build(tmp_path / "out", "1", 1, next(iter(sorted(PAGES.iterdir()))))
    assert build(tmp_path / "out", "2", 1) == first
