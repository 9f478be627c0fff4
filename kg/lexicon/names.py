"""How far characters look like a Chinese person's name: surnames and the characters of given names, by log-odds.

Tables: people/surnames.tsv, given_characters.tsv, name_like_words.tsv; made by kg/training/person_names.py.
"""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import GivenCharacterRow, WeightedWordRow

TWO_PARTS, ONE_PART = -0.22, -1.61  # log of the shares of given names with two characters (0.8) and with one (0.2)
UNSEEN = -3.0  # log-odds of a character that is in no given name of the table
NO_NAME = -20.0


@cache
def surname_weights() -> dict[str, float]:
    """Surnames with the log-odds that they begin a name."""
    return {row.word: row.weight for row in table("people/surnames", WeightedWordRow)}


@cache
def given_weights() -> dict[str, tuple[float, float, float]]:
    """Characters of given names: log-odds as first of two, last of two, only one."""
    return {
        row.character: (row.first, row.last, row.only) for row in table("people/given_characters", GivenCharacterRow)
    }


@cache
def name_like_words() -> dict[str, float]:
    """Words that look like names, with the log-odds against their being one."""
    return {row.word: row.weight for row in table("people/name_like_words", WeightedWordRow)}


def surname_of(name: str) -> str:
    """The surname that a name begins with, a compound one (欧阳) before a single one; empty if none."""
    weights = surname_weights()
    if len(name) > 2 and name[:2] in weights:
        return name[:2]
    return name[:1] if name[:1] in weights else ""


def name_score(name: str) -> float:
    """Log-odds that these two to four characters are a Chinese person's name rather than running text.

    Args:
        name: surname and a given name of one or two characters; anything else scores `NO_NAME`.
    """
    surname = surname_of(name)
    given = name[len(surname) :]
    if not surname or not 1 <= len(given) <= 2:
        return NO_NAME
    weights = given_weights()
    unseen = (UNSEEN, UNSEEN, UNSEEN)
    score = surname_weights()[surname] - name_like_words().get(name, 0.0)
    if len(given) == 1:
        return score + weights.get(given, unseen)[2] + ONE_PART
    return score + weights.get(given[0], unseen)[0] + weights.get(given[1], unseen)[1] + TWO_PARTS
