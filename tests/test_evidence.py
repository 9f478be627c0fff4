"""The evidence contract: every quote stands in the page where the graph says, and `kg verify` proves it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.reading import read_text
from kg.stages import extract
from tests.conftest import PAGES

PIECES = st.sampled_from(
    [
        "本报讯（记者 林晓）",
        "临江县县长周国安",
        "到柳河镇调研，",
        "走访了临江宏远机械有限公司。",
        "该公司总经理陈立新说，",
        "年产3万吨农机项目总投资2.6亿元。",
        "我市",
        " ",
        "\n",
        "\n\n",
        "“一网通办”改革",
        "，",
        "■ 本报记者 高 田",
        "\u3000",
        "🙂",
        "\x0b",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_every_quote_is_the_text_at_its_offsets(text: str) -> None:
    page = read_text("临江县" + text, "page.txt")
    found = extract(page)
    for m in found.mentions:
        assert "".join(page.text[m.start : m.end].split()) == m.text
    ids = {e.id for e in found.entities}
    for r in found.relations:
        assert page.text[r.evidence.start : r.evidence.end] == r.evidence.quote != ""
        assert {r.subject, r.object} <= ids and r.subject != r.object
        assert 0 < r.confidence <= 1
    for a in found.attributes:
        assert page.text[a.evidence.start : a.evidence.end] == a.evidence.quote != ""
        assert a.subject in ids


def test_verify_proves_every_quote_of_the_sample(sample_out: Path) -> None:
    result = CliRunner().invoke(main, ["verify", str(sample_out), str(PAGES)])
    assert result.exit_code == 0, result.output
    proved, of, quotes, *_ = result.output.split()
    assert (of, proved) == ("of", quotes) and int(quotes) > 100


def test_verify_names_what_has_changed(sample_out: Path, tmp_path: Path) -> None:
    for path in PAGES.iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace("刘文强", "刘文弱", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(sample_out), str(tmp_path)])
    assert result.exit_code == 1
    assert "has changed" in result.output + result.stderr
