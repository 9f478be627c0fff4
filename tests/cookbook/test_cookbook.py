"""The cookbook tells the truth: every block runs, and every output and picture is what the sample graph gives."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kg.cookbook import BLOCK, HERE, MOST, PICTURE, cooked, served, shortened
from kg.errors import InputError
from kg.graph.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from kg.graph.network import EdgeForm, GraphForm, NodeForm
from tests.conftest import ROOT

PAGES = sorted(path.name for path in HERE.glob("*.md"))
MODEST = 80_000  # bytes of a picture


@pytest.fixture(scope="module")
def made(sample_out: Path) -> dict[str, bytes]:
    return cooked(sample_out)


@pytest.mark.parametrize("name", sorted(path.name for path in [*HERE.glob("*.md"), *HERE.glob("*.svg")]))
def test_what_is_committed_is_what_the_blocks_give(made: dict[str, bytes], name: str) -> None:
    """After a change to extraction or to a page: `make docs`."""
    assert made[name].decode() == (HERE / name).read_text(encoding="utf-8")


def test_there_is_a_page_for_each_kind_of_user_with_blocks_that_answer(made: dict[str, bytes]) -> None:
    assert {"README.md", "gephi.md", "python.md", "sparql.md"} <= set(PAGES)
    for name, least in (("sparql.md", 12), ("python.md", 10), ("gephi.md", 4)):
        blocks = list(BLOCK.finditer(made[name].decode()))
        assert len(blocks) >= least
        shown = [b["shown"] for b in blocks if b["shown"] is not None]
        assert shown and all(s.strip() and "\n0 rows" not in s for s in shown), name


@pytest.mark.parametrize("name", PAGES)
def test_no_block_escapes_the_test(name: str) -> None:
    """Every fence is of a language that runs, or an output, or plain words that are marked as such."""
    text = (HERE / name).read_text(encoding="utf-8")
    assert {m for m in re.findall(r"^```(.*)$", text, re.M) if m} <= {"sh", "python", "sparql", "text"}
    outputs = sum(b["shown"] is not None for b in BLOCK.finditer(text))
    assert text.count("```text\n") == outputs


@pytest.mark.parametrize("name", PAGES)
def test_links_and_pictures_are_there(name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("https://") or (HERE / link).exists(), link
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"kg/cookbook/{name}" in readme


def test_pictures_are_drawn_by_the_pages_and_modest(made: dict[str, bytes]) -> None:
    pictures = {name for page in PAGES for name in PICTURE.findall((HERE / page).read_text(encoding="utf-8"))}
    assert pictures == {path.name for path in HERE.glob("*.svg")} and len(pictures) >= 4
    for name in pictures:
        assert len(made[name]) < MODEST
        assert re.search("[一-龥]{2}</text>", made[name].decode())


def test_the_picture_of_the_readme_is_that_of_the_sample(sample: object) -> None:
    from kg.graph import Graph, forms

    assert isinstance(sample, Graph)
    assert (ROOT / "seeds" / "graph.svg").read_bytes() == forms.svg(sample)


def test_the_tables_name_every_attribute() -> None:
    gephi, python = ((HERE / name).read_text(encoding="utf-8") for name in ("gephi.md", "python.md"))
    for name, _ in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES):
        assert f"`{name}`" in gephi, name
    rows = [re.findall(r"`(\w+)`", line) for line in python.splitlines() if line.startswith("| of ")]
    assert [sorted(row) for row in rows] == [
        sorted(f.name for f in fields(NodeForm) if f.name != "id"),
        sorted(f.name for f in fields(EdgeForm) if f.name not in {"source", "target", "key"}),
        sorted(f.name for f in fields(GraphForm)),
    ]


def test_a_block_that_fails_says_where(sample_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").symlink_to(sample_out)
    monkeypatch.chdir(tmp_path)
    for block in ("```python\n1 / 0\n```\n", "```sh\nkg show out nobody\n```\n", "```sh\nrm -r out\n```\n"):
        with pytest.raises(InputError, match=re.escape("page.md:3: a block of the cookbook fails")):
            served(f"# Title\n\n{block}", "page.md")


def test_outputs_replace_what_stood_there(sample_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = "a\n```python\nprint(1)\n```\n\n```text\nold\nlines\n```\n\nb\n\n```python\nx = 2\n```\n\nc\n"
    once = served(page, "page.md")
    assert once == page.replace("old\nlines", "1") and served(once, "page.md") == once
    assert shortened("\n".join("abcdefghijklmnopqrst")).splitlines()[-1] == f"… {20 - MOST + 2} more lines"
