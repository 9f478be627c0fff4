"""The same page, wrapped at another width or with blanks strewn into its lines, says the same but for a few things."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from kg.model import Extraction
from kg.reading import read_page, read_text
from kg.stages import extract
from tests.conftest import PAGES, SHARED, shared_only

SAME_MENTIONS, SAME_RELATIONS = 0.99, 0.985  # shares of what is read that must survive; see README


def noise(seed: str, modulus: int) -> int:
    """A number below `modulus` that depends on nothing but the seed."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) % modulus


def is_han(ch: str) -> bool:
    return "一" <= ch <= "鿿"


def rewrapped(text: str, width: int) -> str:
    """Every line longer than `width` cut hard at that width, as a PDF column does."""
    lines = []
    for line in text.split("\n"):
        whole = range(0, max(1, len(line) - 1), width)
        lines += [line[i : i + width if i != whole[-1] else None] for i in whole]
    return "\n".join(lines)


def strewn(text: str) -> str:
    """A blank into every twentieth gap between two Chinese characters of a body line, as OCR does."""
    out = []
    for number, line in enumerate(text.split("\n")):
        for i, ch in enumerate(line):
            out.append(ch)
            inside = len(line) > 30 and 10 < i < len(line) - 10 and is_han(ch) and is_han(line[i + 1])
            if inside and noise(f"{number}:{i}", 20) == 0:
                out.append(" ")
        out.append("\n")
    return "".join(out)


def said(x: Extraction) -> tuple[Counter[object], Counter[object]]:
    names = {e.id: e.name for e in x.entities}
    mentions: Counter[object] = Counter((m.type, m.text) for m in x.mentions)
    relations: Counter[object] = Counter((names[r.subject], r.predicate, names[r.object], r.title) for r in x.relations)
    return mentions, relations


def agreement(a: Counter[object], b: Counter[object]) -> float:
    """F1 of two bags."""
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def texts(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.glob("*")) if p.suffix in (".txt", ".md")]


def check(paths: list[Path], change: object) -> None:
    assert callable(change)
    before: list[Counter[object]] = [Counter(), Counter()]
    after: list[Counter[object]] = [Counter(), Counter()]
    for path in paths:
        page = read_page(path, path.name)
        for bag, found in zip(before, said(extract(page)), strict=True):
            bag.update(found)
        for bag, found in zip(after, said(extract(read_text(change(page.text), path.name))), strict=True):
            bag.update(found)
    assert agreement(before[0], after[0]) >= SAME_MENTIONS
    assert agreement(before[1], after[1]) >= SAME_RELATIONS


@pytest.mark.parametrize("width", [18, 27])
def test_another_width(width: int) -> None:
    check([p for p in texts(PAGES) if p.suffix == ".txt"], lambda text: rewrapped(text, width))


def test_blanks_strewn_into_lines() -> None:
    check(texts(PAGES), strewn)


@shared_only
def test_blanks_strewn_into_real_pages() -> None:
    check(texts(SHARED / "pages"), strewn)
