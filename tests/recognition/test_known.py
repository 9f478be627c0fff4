"""Names from seed tables: found wherever they stand, only when they are given, and never when they are too short."""

from __future__ import annotations

from pathlib import Path

from kg.config import Settings
from kg.reading import read_text
from kg.stages import extract

TEXT = "本报讯 近日，老鹰嘴三号工坊在德州市禹城市开张，记者到现场看了看。\n"


def names(seeds: Path | None) -> dict[str, str]:
    page = read_text(TEXT, "a.txt")
    extraction = extract(page, Settings(seeds=str(seeds) if seeds else None))
    return {m.text: m.rule for m in extraction.mentions}


def test_a_listed_name_is_found_and_only_then(tmp_path: Path) -> None:
    listed = "name,type,within,comment\n老鹰嘴三号工坊,COMPANY,禹城市,\n记者,ORG,,\n"
    (tmp_path / "bodies.csv").write_text(listed, encoding="utf-8")
    assert names(tmp_path).get("老鹰嘴三号工坊") == "known.seed"
    assert "记者" not in names(tmp_path)
    assert "known.seed" not in names(None).values()
