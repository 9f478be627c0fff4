"""Known strings found all at once are those that a plain search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.recognition.features import WORD_LENGTHS, Inventory
from kg.recognition.ngrams import Strings, codes_of

TEXTS = st.text(alphabet="甲乙丙丁A1，\n\ud800𠮷", max_size=40)
WORDS = st.lists(st.text(alphabet="甲乙丙丁a1", min_size=2, max_size=8), max_size=12, unique=True)


@given(WORDS, TEXTS)
def test_strings_are_found_where_they_stand(words: list[str], text: str) -> None:
    strings = Strings(words)
    plain = text.lower().replace("，", ",")
    for length in range(2, 9):
        found = strings.find(codes_of(text), length).tolist()
        expected = [
            words.index(plain[i : i + length]) if plain[i : i + length] in words else -1 for i in range(len(text))
        ]
        expected = [n if len(plain[i : i + length]) == length else -1 for i, n in enumerate(expected)]
        assert found == expected


def test_codes_are_narrow_and_small_and_one_a_character() -> None:
    text = "ＡＢ１２，　\n㎏𠮷"
    codes = codes_of(text)
    assert len(codes) == len(text)
    assert "".join(map(chr, codes)) == "ab12, \n㎏𠮷"


@given(st.lists(TEXTS, max_size=5))
def test_texts_do_not_run_into_each_other(texts: list[str]) -> None:
    inventory = Inventory("甲乙", ["甲乙", "乙丙"], ["甲乙", "乙丙丁"])
    together = inventory.ids(texts)
    assert len(together) == len(texts)
    for text, ids in zip(texts, together, strict=True):
        alone = inventory.ids([text])[0]
        assert ids.characters.tolist() == alone.characters.tolist() and len(ids.characters) == len(text)
        assert ids.pairs.tolist() == alone.pairs.tolist()
        assert ids.words.tolist() == alone.words.tolist() and ids.words.shape == (len(WORD_LENGTHS), len(text))
