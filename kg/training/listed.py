"""Derive kg/lexicon/companies/listed.tsv: short names of listed companies that hardly stand for anything else.

Sources: industries and concepts of listed companies (lemonhu/stock-knowledge-graph, MIT). Names that the PKU corpus or
HanLP's core dictionary (Apache-2.0) hold as words, that are divisions, that consist of everyday words or that a year of
evening news prints often are left out.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

from kg.lexicon import FOLDER, table
from kg.lexicon.divisions import divisions
from kg.lexicon.schema import EverydayRow, NameWordRow
from kg.training.corpora import read_text, tagged_paragraphs
from kg.training.lexicons import CORE, PKU98

SOURCES = ("gazetteer/company/a_share_industry.csv", "gazetteer/company/a_share_concept.csv")
NEWS = "raw/xinwenlianbo/2019.txt.xz"
NEWS_MOST = 25  # times that a year of news may print a name; more, and it is a common expression
SHORTEST = 3
WORD_LENGTHS = (2, 3, 4)  # characters of everyday words
NAMES = frozenset({"nz", "ntc", "nt"})  # HanLP's tags of names of things and bodies
LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
MARKS = re.compile(r"^(?:S?\*?ST|PT|S|N)(?=[\u4e00-\u9fff])|[-A-Z]+.?$")  # state of the share before, its kind behind
STATES = ("country", "nation", "national")  # kinds of places/words.tsv that count as everyday words here
HEAD = """\
# Short names of companies listed in Shanghai and Shenzhen about 2018, everyday words left out.
# Origin: lemonhu/stock-knowledge-graph (MIT), sifted by the PKU corpus and HanLP 1.x's core dictionary (Apache-2.0).
# Recipe: python -m kg.training companies
short
"""


def printed_names(data: Path) -> set[str]:
    """The short names of both sources, half-width, without marks and blanks."""
    found = set()
    for source in SOURCES:
        for row in csv.DictReader(io.StringIO(read_text(data / source))):
            name = unicodedata.normalize("NFKC", "".join(row["name"].split()))
            found.add(MARKS.sub("", name))
    return {name for name in found if len(name) >= SHORTEST and LETTERS.fullmatch(name)}


def consists_of(name: str, words: frozenset[str]) -> bool:
    """Whether a name is nothing but words of a list, one behind the other."""
    reached = {0}
    for at in range(len(name)):
        if at in reached:
            reached.update(at + size for size in WORD_LENGTHS if name[at : at + size] in words)
    return len(name) in reached


def dictionary_words(data: Path) -> set[str]:
    """Words of the PKU corpus, and those of HanLP's dictionary that are not only names."""
    words = {word for paragraph in tagged_paragraphs(data / PKU98) for word, _ in paragraph}
    for line in read_text(data / CORE).splitlines():
        cells = line.split("\t")
        if not NAMES.issuperset(cells[1::2]):
            words.add(cells[0])
    return words


def listed_companies(data: Path) -> list[str]:
    """The rows of the table, sorted.

    Raises:
        InputError: a source is missing.
    """
    tails = {row.word for row in table("companies/words", NameWordRow) if row.kind in ("tail", "trade")}
    states = {row.word for row in table("places/words", NameWordRow) if row.kind in STATES}
    everyday = frozenset({row.word for row in table("everyday", EverydayRow)} - tails | states)
    words, news, places = dictionary_words(data), read_text(data / NEWS), divisions()
    return sorted(
        name
        for name in printed_names(data)
        if name not in words
        and not places.named(name)
        and not consists_of(name, everyday)
        and news.count(name) <= NEWS_MOST
    )


def build_companies(data: Path) -> None:
    """Write the table.

    Args:
        data: folder with the sources of README.md.

    Raises:
        InputError: a source is missing.
    """
    text = HEAD + "".join(f"{name}\n" for name in listed_companies(data))
    (FOLDER / "companies" / "listed.tsv").write_text(text, encoding="utf-8")
