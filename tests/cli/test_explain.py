"""`kg extract --explain`: each name of a page with its rivals, as text, the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.config import Settings
from kg.explanation import explanation
from kg.reading import read_page, read_text
from kg.stages import extract
from tests.conftest import PAGES, ROOT

TEXT = "临江县水利局局长周国安介绍，临江县兴隆水务有限公司中标。\n周国安说，水库管好了。\n"


def told(*arguments: object, input: str | None = None) -> str:
    result = CliRunner().invoke(main, ["extract", *map(str, arguments), "--explain"], input=input)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def test_winners_and_rivals_with_borders_scores_and_rules() -> None:
    text = told("-", input=TEXT)
    assert re.search(r"^  ORG 临江县水利局 0-6 0\.\d{3} \S+ .*weight \d\.\d\d$", text, re.M)
    assert re.search(
        r"^    - PLACE 临江县 0-3 0\.\d{3} \S+: part of a heavier name, .* of ORG 临江县水利局$", text, re.M
    )
    assert re.search(r"^  org\.attached +an organ .*\(orgs/organs, orgs/suffixes\)$", text, re.M)
    assert text == told("-", input=TEXT)


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda p: p.name)
def test_every_mention_of_the_page_is_in_it(path: Path) -> None:
    text = told(path)
    mentions = extract(read_page(path, path.name)).mentions
    assert mentions
    for m in mentions:
        assert f"{m.start}-{m.end} {m.score:.3f} {m.rule}" in text


def test_seeds_and_switched_off_components_go_through_it() -> None:
    path = PAGES / "dazhong-ocr-2025-08-16.txt"
    assert "known.seed" in told(path, "--seeds", ROOT / "seeds" / "liaocheng")
    assert "place.division" not in told(path, "--disable", "kg_places")
    assert "nothing was decided" in told(path, "--disable", "kg_arbiter")


@pytest.mark.parametrize("text", ["", "\n\n", "。", "\x1b[31m临江县\x1b[0m", "x" * 1000, "\ud800临江县水利局"])
def test_any_text(text: str) -> None:
    found = explanation(read_text(text, "a.txt"), Settings())
    assert found.startswith("a.txt: ") and "\x1b" not in found
