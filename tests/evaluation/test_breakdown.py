"""F1 by predicate and layout: layouts are told apart, and sums are those of the scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.evaluation.__main__ import main
from kg.evaluation.breakdown import Counts, articles, printed
from kg.reading import read_page
from tests.conftest import SHARED, shared_only

STORY = (
    "本报讯（记者 陶然）{0}，石门县召开会议，部署春季造林。会议要求，各乡镇要抓紧整地，备足苗木，把任务落到山头地块。"
)
WRAPPED = "\n".join(
    (
        "石门县召开春季造林会议",
        "",
        "本报讯（记者 陶然）3月2日，石门县",
        "召开会议，部署春季造林。会议要求，",
        "各乡镇要抓紧整地，备足苗木。",
    )
)


def read(tmp_path: Path, text: str, name: str = "a.txt") -> tuple[str, str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    page = read_page(tmp_path / name, name)
    return printed(page), articles(page)


@pytest.mark.parametrize(
    "text, layout",
    [
        (WRAPPED, ("columns", "one")),
        (f"# 春季造林会议\n\n{STORY.format('3月2日')}\n", ("Markdown", "one")),
        (f"当前位置：首页 > 新闻中心 > 正文\n\n春季造林会议召开\n\n{STORY.format('3月2日')}\n", ("web page", "one")),
        (f"春季造林会议召开\n\n{STORY.format('3月2日')}\n", ("paragraphs", "one")),
        (
            f"# 春季造林会议\n\n{STORY.format('3月2日')}\n\n# 夏季防汛会议\n\n{STORY.format('6月2日')}\n",
            ("Markdown", "several"),
        ),
    ],
)
def test_layouts(text: str, layout: tuple[str, str], tmp_path: Path) -> None:
    assert read(tmp_path, text) == layout


def test_a_page_without_text_has_a_layout(tmp_path: Path) -> None:
    assert read(tmp_path, "。\n") == ("paragraphs", "one")


def test_counts_give_shares_and_a_dash_for_nothing() -> None:
    counts = Counts()
    counts.tallies["a"][:] = [3, 4, 6]
    assert counts.cells("a") == "0.750 | 0.500 | 0.600 | 6"
    assert counts.cells("b") == "– | – | – | 0"


@shared_only
def test_the_sums_are_those_of_the_scorer(tmp_path: Path) -> None:
    gold, pages = SHARED / "elsewhere" / "gold", SHARED / "elsewhere" / "pages"
    score = SHARED / "eval" / "score.py"
    result = CliRunner().invoke(main, ["breakdown", str(score), f"{gold}/w[12].json:{pages}"])
    assert result.exit_code == 0, result.output
    (tmp_path / "gold").mkdir()
    for name in ("w1.json", "w2.json"):
        (tmp_path / "gold" / name).write_bytes((gold / name).read_bytes())
    CliRunner().invoke(main, ["extract", str(tmp_path / "gold"), str(pages), str(tmp_path / "out")])
    command = [sys.executable, str(score), str(tmp_path / "gold"), str(pages), str(tmp_path / "out")]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[-2])
    (whole,) = (line for line in result.stdout.splitlines() if line.startswith("| all | ") and line.count("|") == 6)
    assert whole.split(" | ")[3] == f"{figures['relations']['f1']:.3f}"
    row = next(line for line in result.stdout.splitlines() if line.startswith("| all | 2 | "))
    assert row.split(" | ")[2:5] == [f"{figures[x]['f1']:.3f}" for x in ("mentions", "entities", "relations")]
    assert "| `replaced_by` |" not in result.stdout and "| print | pages |" in result.stdout
