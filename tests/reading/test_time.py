"""Reading is linear: inputs made to hurt take no longer than honest ones of their length, within a wide margin."""

from __future__ import annotations

import time

import pytest

from kg.reading import read_text

HURTFUL = {
    "one line without punctuation": ("本报临江县人民政府", "a.txt"),
    "lines without punctuation": ("本报临江县人民政府\n", "a.txt"),
    "lead-ins": ("本报讯（记者 林晓）近日，", "a.txt"),
    "articles": ("本报讯 近日修路。\n\n", "a.txt"),
    "blanks": ("本 ", "a.txt"),
    "empty lines": ("\n", "a.txt"),
    "brackets": ("（", "a.txt"),
    "half-width brackets": ("(", "a.txt"),
    "quotes": ('"', "a.txt"),
    "links": ("[a](", "a.txt"),
    "emphasis": ("*", "a.txt"),
    "bullets": ("■ 林晓\n", "a.txt"),
    "names": ("林 ", "a.txt"),
    "bylines": ("□记者 林晓 报道\n\n", "a.txt"),
    "headings": ("# 标题\n\n", "a.txt"),
    "dots": ("·", "a.txt"),
    "surrogates": ("\ud800本", "a.txt"),
    "open tags": ("<a", "a.html"),
    "open attributes": ('<a b="', "a.html"),
    "quoted ends": ('<a href=">"', "a.html"),
    "open comments": ("<!--", "a.html"),
    "entities": ("&", "a.html"),
}
LENGTH = 200_000
SECONDS = 30  # about ten times what the slowest takes on an idle core; quadratic time is minutes


@pytest.mark.parametrize("label", HURTFUL)
def test_hurtful_input(label: str) -> None:
    unit, name = HURTFUL[label]
    text = unit * (LENGTH // len(unit))
    start = time.perf_counter()
    page = read_text(text, name)
    assert time.perf_counter() - start < SECONDS
    assert page.text == text
