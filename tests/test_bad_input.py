"""Bad input of every kind: named in an error, reported, and the rest of the build goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.graph import Graph
from tests.conftest import PAGES

GOOD = "本报讯（记者 林晓）临江县县长周国安5月3日到柳河镇调研。\n"
REFUSED = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 8,
    "cut.txt": GOOD.encode()[:20] + b"\xff\xfe\xfa" + GOOD.encode(),
}
READ = {
    "bom.txt": b"\xef\xbb\xbf" + GOOD.encode(),
    "gb18030.txt": GOOD.encode("gb18030"),
    "utf16.txt": GOOD.encode("utf-16"),
    "long.txt": (GOOD.strip() * 4000).encode()[:300_000].decode(errors="ignore").encode(),
    "control.txt": GOOD.replace("县", "县\x0b\x07", 1).encode(),
    "no-letters.txt": ("。，" * 50 + "12").encode(),
}


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    return result.exit_code, result.output + (result.stderr if result.stderr_bytes else "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, data in {**REFUSED, **READ}.items():
        (folder / name).write_bytes(data)
    (folder / "folder.txt").mkdir()
    code, output = run("build", folder, "-o", folder.parent / "bad-out")
    return code, output, folder.parent / "bad-out"


def test_the_exit_code_says_that_pages_were_refused(built: tuple[int, str, Path]) -> None:
    assert built[0] == 1


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_refused_page_is_named_and_nothing_else_is_lost(built: tuple[int, str, Path], name: str) -> None:
    assert f"refused {name}" in built[1] or f"{name}:" in built[1]
    report = json.loads((built[2] / "report.json").read_text(encoding="utf-8"))
    page = next(p for p in report["pages"] if p["page"] == name)
    assert page["error"] and page["mentions"] == 0


@pytest.mark.parametrize("name", sorted(READ))
def test_a_readable_page_is_read(built: tuple[int, str, Path], name: str) -> None:
    report = json.loads((built[2] / "report.json").read_text(encoding="utf-8"))
    page = next(p for p in report["pages"] if p["page"] == name)
    assert page["error"] is None
    if name != "no-letters.txt":
        assert page["mentions"] > 0


def test_a_path_that_does_not_exist_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    code, output = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert code == 2
    assert "nowhere" in output and "Traceback" not in output


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    assert run("build", tmp_path, "-o", tmp_path / "out")[0] == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_no_permission(tmp_path: Path) -> None:
    page = tmp_path / "secret.txt"
    page.write_text(GOOD, encoding="utf-8")
    page.chmod(0)
    code, output = run("build", page, "-o", tmp_path / "out")
    assert code == 1 and "secret.txt" in output


def test_a_graph_folder_that_is_none(tmp_path: Path) -> None:
    code, output = run("stats", tmp_path)
    assert code == 2 and str(tmp_path) in output


def test_extract_reads_standard_input() -> None:
    page = next(iter(sorted(PAGES.glob("*.txt"))))
    result = CliRunner().invoke(main, ["extract", "-"], input=page.read_bytes())
    assert result.exit_code == 0
    assert json.loads(result.output)["articles"]


WRONG = [("--home", "无此市"), ("--province", "无此省"), ("--base", "nonsense"), ("--disable", "kg_x")]


@pytest.mark.parametrize("option", WRONG)
def test_a_wrong_setting_leaves_an_older_graph_as_it_was(tmp_path: Path, option: tuple[str, str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(GOOD, encoding="utf-8")
    assert run("build", page, "-o", tmp_path / "out")[0] == 0
    before = (tmp_path / "out" / "graph.nq").read_bytes()
    code, output = run("build", page, "-o", tmp_path / "out", *option)
    assert code == 2 and option[1] in output
    assert (tmp_path / "out" / "graph.nq").read_bytes() == before


def test_when_every_page_is_refused_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, output = run("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert code == 2 and "empty.txt" in output
    assert not (tmp_path / "out").exists()


def test_a_page_of_more_than_a_million_characters_is_read() -> None:
    from kg.recognition import language

    assert language().max_length > 100_000_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_no_page(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for command in (["build", tmp_path / "pipe.txt", "-o", tmp_path / "out"], ["extract", tmp_path / "pipe.txt"]):
        code, output = run(*command)
        assert code == 2 and "not a regular file" in output


def test_the_sample_meets_no_unexpected_error(sample: Graph) -> None:
    assert [r.error for r in sample.reports if r.error] == []


def test_a_component_switched_off_finds_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("记者从临江县获悉，春耕全面展开。", encoding="utf-8")
    found = [run("extract", page, *off)[1] for off in ((), ("--disable", "kg_places", "--disable", "kg_ner"))]
    assert [any(e["type"] == "PLACE" for e in json.loads(text)["entities"]) for text in found] == [True, False]


def test_a_name_that_is_no_utf8_is_one_name_for_build_and_verify(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    try:
        (tmp_path / "pages" / os.fsdecode(b"bad\xff.txt")).write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert run("build", tmp_path / "pages", "-o", tmp_path / "out")[0] == 0
    assert run("verify", tmp_path / "out", tmp_path / "pages")[0] == 0
