"""Derive kg/lexicon/programs/quoted_words.tsv: what news print in quotes, and how often as the label of a program.

Counted in the evening-news transcripts of every year from 2014. `quoted_signs.tsv` says what makes words in quotes a
label. Whole sentences in quotes (a comma or an exclamation mark inside) are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import FOLDER, read_table
from kg.training.corpora import read_text

NEWS = "raw/xinwenlianbo"
FIRST_YEAR = 2014
LEAST = 4  # times that news print the words in quotes
BEFORE, BEHIND = 4, 10  # characters around the quotes that a sign may lie in
QUOTED = re.compile(r"“([^“”\n]{1,20})”")
SENTENCE = frozenset("，！")
SIGNS = Path(__file__).parent / "quoted_signs.tsv"
HEAD = """\
# Words that news print in quotes at least four times: how often, and how often as a program's label: behind an
# implementing verb or before a class noun.
# Counted in evening-news transcripts of 2014 to 2026 (china-data/xwlb, MIT); only words and counts are kept.
# Recipe: python -m kg.training quoted
word\tcount\tprogram
"""


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of quoted_signs.tsv."""

    side: str  # before, after
    pattern: str
    example: str


def count_quoted(text: str, counts: Counter[str], labels: Counter[str]) -> None:
    """Count what stands in the quotes of one text: all of it, and the signs of a label beside it."""
    signs = {
        side: [re.compile(sign.pattern) for sign in read_table(SIGNS, Sign) if sign.side == side]
        for side in ("before", "after")
    }
    for match in QUOTED.finditer(text):
        word = match[1]
        counts[word] += 1
        before, behind = text[max(0, match.start() - BEFORE) : match.start()], text[match.end() : match.end() + BEHIND]
        labels[word] += any(sign.search(before) for sign in signs["before"])
        labels[word] += any(sign.match(behind) for sign in signs["after"])


def quoted_words(data: Path) -> list[tuple[str, int, int]]:
    """The rows of the table, sorted: word, count, how often a label (a sign on either side counts, at most the count).

    Raises:
        InputError: a source cannot be read.
    """
    counts: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for path in sorted((data / NEWS).glob("*.txt.xz")):
        if int(path.name[:4]) >= FIRST_YEAR:
            count_quoted(read_text(path), counts, labels)
    return sorted(
        (word, count, min(count, labels[word]))
        for word, count in counts.items()
        if count >= LEAST and word == word.strip() and not SENTENCE.intersection(word)
    )


def build_quoted(data: Path) -> None:
    """Write the table.

    Args:
        data: folder with the sources of README.md.

    Raises:
        InputError: a source cannot be read.
    """
    rows = "".join(f"{word}\t{count}\t{labels}\n" for word, count, labels in quoted_words(data))
    (FOLDER / "programs" / "quoted_words.tsv").write_text(HEAD + rows, encoding="utf-8")
