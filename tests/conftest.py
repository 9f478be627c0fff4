"""Shared by all tests: where things are, how cases are read, and one build of the sample pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
PAGES = ROOT / "seeds" / "pages"

shared_only = pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated pages are not at hand")


def cases(topic: str) -> list[Any]:
    """The cases of tests/cases/<topic>.jsonl as parameters; known failures must fail."""
    found = []
    path = ROOT / "tests" / "cases" / f"{topic}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["kind"] == "known_failure" else []
        found.append(pytest.param(case, id=case["label"], marks=marks))
    return found


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The graph of the sample pages with the sample seeds, as `make run` builds it."""
    import kg

    return kg.build(PAGES, seeds=ROOT / "seeds" / "liaocheng")


@pytest.fixture(scope="session")
def sample_out(sample: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the sample graph was saved to."""
    out = tmp_path_factory.mktemp("sample") / "out"
    sample.save(out)
    return out
