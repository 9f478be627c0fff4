"""Components of named things stay linear on lines that no page has: each takes about a second where all is well."""

from __future__ import annotations

import time

import pytest

from kg.recognition.documents import Documents
from kg.recognition.events import Events
from kg.recognition.honours import Honours
from kg.recognition.programs import Programs
from kg.recognition.projects import Projects
from tests.recognition.named import proposals

LINES = {
    "no punctuation": "建设项目改造提升工程" * 4000,
    "quotes in a row": "“一”" * 13000,
    "quotes in a list": "“一”、" * 10000,
    "opening quotes": "“" * 40000,
    "titles": "《甲》第一届大会" * 5000,
    "lone surrogates": "\ud800第" * 20000,
    "nothing": "",
}


@pytest.mark.parametrize("label", LINES)
def test_long_lines_stay_linear(label: str) -> None:
    began = time.perf_counter()
    for component in (Projects(), Programs(), Events(), Honours(), Documents()):
        proposals(component, LINES[label])
    assert time.perf_counter() - began < 15
