"""The scoreboard: extract pages that have gold, run the scorer on them, and lay its figures out as a table."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from kg.config import Settings
from kg.extraction import extraction_json
from kg.stages import extract_file

COLUMNS = (
    *("mentions", "names", "entities", "relations", "positions", "qualifiers"),
    *("evidence", "official", "attributes", "articles", "authors"),
)


@dataclass(frozen=True, slots=True)
class Board:
    """A row of the scoreboard: which gold folder, which pages, and which of them."""

    label: str
    gold: Path
    pages: Path
    wanted: Callable[[str], bool]


def extract_gold_pages(gold: Path, pages: Path, out: Path) -> None:
    """Write `out/NAME.json` for every `gold/NAME.json`, as `kg extract` prints it."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(gold.glob("*.json")):
        name = msgspec.json.decode(path.read_bytes())["page"]
        (out / path.name).write_bytes(extraction_json(extract_file(pages / name, name, Settings())))


def score(scorer: Path, board: Board, predicted: Path, each: bool) -> dict[str, dict[str, float]]:
    """Run the scorer on some gold pages; its figures by name. With `each`, its lines by page are printed."""
    with TemporaryDirectory() as folder:
        for path in sorted(board.gold.glob("*.json")):
            if board.wanted(path.stem):
                shutil.copy(path, folder)
        command = [sys.executable, str(scorer), folder, str(board.pages), str(predicted), "--each"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    lines = done.stdout.strip().split("\n")
    if each:
        print(*[line for line in lines if " mentions " in line and not line.startswith(" ")], sep="\n")
    return dict(msgspec.json.decode(lines[-1]))


def print_scoreboard(shared: Path, each: bool) -> None:
    """Print F1 of each figure for the real pages, for pages of other cities, and for those never looked at."""
    visible, elsewhere = shared / "eval/gold", shared / "elsewhere/gold"
    boards = [
        Board("visible", visible, shared / "pages", lambda _: True),
        Board("elsewhere", elsewhere, shared / "elsewhere/pages", lambda _: True),
        Board("elsewhere w1-w6", elsewhere, shared / "elsewhere/pages", lambda stem: stem.startswith("w")),
        Board("elsewhere n1-n6", elsewhere, shared / "elsewhere/pages", lambda stem: stem.startswith("n")),
    ]
    with TemporaryDirectory() as folder:
        extract_gold_pages(visible, shared / "pages", Path(folder) / "visible")
        extract_gold_pages(elsewhere, shared / "elsewhere/pages", Path(folder) / "elsewhere")
        rows = []
        for board in boards:
            predicted = Path(folder) / ("visible" if board.gold == visible else "elsewhere")
            pages_too = each and board.label in ("visible", "elsewhere")
            figures = score(shared / "eval/score.py", board, predicted, pages_too)
            rows.append((board.label, "micro", [figures[c]["f1"] for c in COLUMNS]))
            rows.append((board.label, "macro", [figures[c]["macro"] for c in COLUMNS]))
    print("| pages | F1 | " + " | ".join(COLUMNS) + " |")
    print("|---|---|" + "---|" * len(COLUMNS))
    for label, kind, values in rows:
        print(f"| {label} | {kind} | " + " | ".join(f"{v:.3f}" for v in values) + " |")
