"""What is read from the sample pages, line by line. After a wanted change: `python -m kg.evaluation golden seeds/pages
tests/golden`, and read the difference."""

from __future__ import annotations

from kg.evaluation.golden import golden_texts
from tests.conftest import PAGES, ROOT


def test_the_sample_pages_say_what_they_said() -> None:
    golden = {p.name: p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests" / "golden").glob("*.golden"))}
    now = golden_texts(PAGES)
    assert sorted(now) == sorted(golden)
    for name, text in now.items():
        assert text.splitlines() == golden[name].splitlines(), name
