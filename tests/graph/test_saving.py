"""Saving: all files or none, the same bytes twice, other files untouched, and a kill at any moment."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import InputError
from kg.graph import load, saving
from kg.query.sparql import answer
from tests.graph.samples import sample

GRAPH = sample()
NEWER = dataclasses.replace(GRAPH, facts=GRAPH.facts[:5], run="ffffffffffffffff")
NAMES = {
    "graph.nq",
    "graph.ttl",
    "graph.gexf",
    "graph.json",
    "nodes.csv",
    "edges.csv",
    "identity.json",
    "report.json",
} | {"store"}


def contents(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir() if p.is_file()}


def test_what_is_saved_is_read_back_and_nothing_is_left_over(tmp_path):
    GRAPH.save(tmp_path / "new" / "out")
    out = tmp_path / "new" / "out"
    assert {p.name for p in out.iterdir()} == NAMES
    assert load(out) == GRAPH
    store = pyoxigraph.Store.read_only(str(out / "store"))
    dumped = sorted(store.dump(format=pyoxigraph.RdfFormat.N_QUADS).splitlines(keepends=True))
    assert b"".join(dumped) == b"".join(sorted((out / "graph.nq").read_bytes().splitlines(keepends=True)))


def test_saving_again_gives_the_same_bytes_and_keeps_what_is_not_ours(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    GRAPH.save(tmp_path)
    first = contents(tmp_path)
    NEWER.save(tmp_path)
    assert load(tmp_path) == NEWER
    GRAPH.save(tmp_path)
    assert contents(tmp_path) == first
    assert first["notes.txt"] == b"mine"


@pytest.mark.parametrize("moves", range(len(NAMES) + 1))
def test_a_save_cut_short_while_moving_is_finished_by_the_next_reader(tmp_path, monkeypatch, moves):
    GRAPH.save(tmp_path)
    left = moves
    move = Path.replace

    def cut_short(self, target):
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        return move(self, target)

    monkeypatch.setattr(Path, "replace", cut_short)
    if moves < len(NAMES):
        with pytest.raises(KeyboardInterrupt):
            NEWER.save(tmp_path)
    else:
        NEWER.save(tmp_path)
    monkeypatch.undo()
    count = answer(tmp_path, "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }").texts()
    assert load(tmp_path) == NEWER
    assert count == [("5",)]
    assert {p.name for p in tmp_path.iterdir()} == NAMES


@pytest.mark.parametrize("name", ["graph.nq", "graph.json", "report.json"])
def test_a_save_cut_short_while_writing_leaves_the_old_graph(tmp_path, monkeypatch, name):
    GRAPH.save(tmp_path)
    before = contents(tmp_path)

    def fail(graph):
        raise KeyboardInterrupt

    monkeypatch.setitem(saving.FILES, name, fail)
    with pytest.raises(KeyboardInterrupt):
        NEWER.save(tmp_path)
    assert load(tmp_path) == GRAPH
    assert contents(tmp_path) == before
    monkeypatch.undo()
    NEWER.save(tmp_path)
    assert load(tmp_path) == NEWER
    assert {p.name for p in tmp_path.iterdir()} == NAMES


def test_a_killed_process_leaves_one_graph_or_the_other(tmp_path):
    GRAPH.save(tmp_path)
    code = (
        "import sys; from pathlib import Path; from tests.graph.test_saving import GRAPH, NEWER\n"
        "print('go', flush=True)\n"
        f"while True: NEWER.save({str(tmp_path)!r}); GRAPH.save({str(tmp_path)!r})"
    )
    for delay in (0.01, 0.07, 0.13, 0.21):
        process = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"go\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = load(tmp_path)
        assert found in (GRAPH, NEWER)
        count = answer(tmp_path, "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }").texts()
        assert count == [(str(len(found.facts)),)]
        assert f"run {found.run}" in (tmp_path / "graph.ttl").read_text(encoding="utf-8").split("\n", 1)[0]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="Choose a folder"):
        GRAPH.save(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="Choose a folder"):
        GRAPH.save(tmp_path / "out")
