"""The trained recogniser: by itself under each standard, in spaCy's own ways, and beside the rules."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import kg
from kg.errors import InputError
from kg.recognition.tagger import LONGEST, MODEL, Tagger, sentences

SENTENCE = "昨天，清河市委书记周海明在河源市调研了东升重工有限公司，北京大学教授李慧陪同。"
STANDARDS = ("cluener", "finner", "pd", "pku")


def found(text: str, standard: str) -> set[tuple[str, str]]:
    return {(e.text, e.label_) for e in kg.pipeline(standard=standard)(text).ents}


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_standard_finds_people_and_places(standard: str) -> None:
    assert {("周海明", "PERSON"), ("李慧", "PERSON"), ("河源市", "PLACE")} <= found(SENTENCE, standard)


def test_standards_differ_in_what_they_call_a_company() -> None:
    assert ("东升重工有限公司", "COMPANY") in found(SENTENCE, "cluener")
    assert ("东升重工有限公司", "ORG") in found(SENTENCE, "pd")


def test_only_our_types_come_out() -> None:
    text = "玩家在《星际争霸》里看了电影《流浪地球》，然后去了上海。"
    assert {label for _, label in found(text, "cluener")} <= {"PERSON", "COMPANY", "ORG", "PLACE", "TITLE"}


def test_unknown_standard() -> None:
    with pytest.raises(InputError, match="no standard is called 'ontonotes'"):
        kg.pipeline(standard="ontonotes")


@pytest.mark.parametrize(
    "text", ["", "\n", "　　", "a", "。", "\ud800李明", "王" * 500, "，" * 1000, "😀𠮷野家\x00\x1b在北京"]
)
@pytest.mark.parametrize("standard", ["cluener", "kg"])
def test_any_text_will_do(text: str, standard: str) -> None:
    doc = kg.pipeline(standard=standard)(text)
    assert len(doc.text) == len(text)
    for e in doc.ents:
        assert doc.text[e.start_char : e.end_char] == e.text


def test_a_stream_of_texts_gives_what_each_text_gives() -> None:
    nlp = kg.pipeline(standard="pd")
    texts = [SENTENCE, "", "张伟说，天津港很忙。" * 30, SENTENCE]
    streamed = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
    assert streamed == [[(e.start_char, e.end_char, e.label_) for e in nlp(text).ents] for text in texts]


def test_sentences_cover_all_but_white_space_and_are_short() -> None:
    text = SENTENCE * 3 + "\n\n" + "没有标点" * 200 + "！？”后面" + "一，" * 300
    stretches = list(sentences(text))
    assert all(0 < b - a <= LONGEST for a, b in stretches)
    assert "".join("".join(text[a:b].split()) for a, b in stretches) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in pairwise(stretches))


def test_spacy_loads_the_folder_by_itself() -> None:
    code = (
        f"import spacy; nlp = spacy.load({str(MODEL.parent)!r});"
        f"print([(e.text, e.label_) for e in nlp({SENTENCE!r}).ents if e.label_ == 'PERSON'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, encoding="utf-8")
    assert "周海明" in done.stdout, done.stderr


def test_a_pipeline_on_disk_reads_the_same(tmp_path: Path) -> None:
    import spacy

    nlp = kg.pipeline(standard="cluener")
    nlp.to_disk(tmp_path / "copy", exclude=["vocab"])
    again = spacy.load(tmp_path / "copy")
    assert [(e.text, e.label_) for e in again(SENTENCE).ents] == [(e.text, e.label_) for e in nlp(SENTENCE).ents]


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "strings.json.xz").write_bytes(b"no")
    with pytest.raises(InputError, match="cannot load recogniser"):
        Tagger.load(tmp_path)


def test_chances_are_probabilities_and_spans_flat() -> None:
    tagged = Tagger.load().tag(SENTENCE * 5, STANDARDS)
    for spans in tagged.values():
        assert spans and all(0 < s.chance <= 1 for s in spans)
        assert all(a.right <= b.left for a, b in pairwise(spans))


def test_a_pipeline_writes_the_model_that_it_read(tmp_path: Path) -> None:
    import shutil

    import spacy

    shutil.copytree(MODEL.parent, tmp_path / "other")
    (tmp_path / "other" / MODEL.name / "mark").write_text("of this copy", encoding="utf-8")
    spacy.load(tmp_path / "other").to_disk(tmp_path / "again", exclude=["vocab"])
    assert (tmp_path / "again" / MODEL.name / "mark").exists()
