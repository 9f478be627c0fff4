"""Derive the tables about names of persons in kg/lexicon/people, and fit the weights of kg/recognition/naming.py.

Names come from the PKU People's Daily corpus, the MSRA training set, HanLP's dictionary of persons (Apache-2.0) and the
directors of listed companies (MIT); surnames from wainshine's list (Apache-2.0). Every tenth text is kept out of the
counts.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import exp, log
from pathlib import Path

import numpy as np

from kg.lexicon import FOLDER
from kg.lexicon.names import ONE_PART, TWO_PARTS
from kg.training.corpora import bio_spans, read_text

SURNAME_FLOOR = 0.01  # share (in 10,000) given to surnames that the list does not count
PUBLISHED = 3000  # names that the published shares of surnames weigh as much as
BARE_SHARE = 0.05  # of a character's occurrences that begin a name, for a surname to be read alone
HELD_OUT = 10
OF_NOUN = {2: 4.0, 3: 7.0}  # log-odds against a word of the dictionaries, by its characters
PASSING = 0.0  # log-odds from which the characters of a word pass for a name
DIGITS = str.maketrans({chr(0xFF10 + i): str(i) for i in range(10)})
Text = tuple[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Counts:
    """What the texts show about names and their neighbours."""

    characters: int = 0
    single: Counter[str] = field(default_factory=Counter)  # every character
    pairs: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)  # stretches of two and three characters that are no names
    sides: dict[str, Counter[str]] = field(default_factory=lambda: {s: Counter() for s in ("l1", "l2", "r1", "r2")})
    begins: Counter[str] = field(default_factory=Counter)  # characters that begin a name
    surnames: Counter[str] = field(default_factory=Counter)  # of names, each counted twice at most


def is_han(text: str) -> bool:
    """Whether all characters are Chinese characters of the basic block."""
    return all(0x4E00 <= ord(c) <= 0x9FFF for c in text)


def classed(text: str) -> str:
    """The text with digits as 0 and Latin letters as a."""
    return "".join("0" if c.isdigit() else "a" if c.isascii() and c.isalpha() else c for c in text)


def texts(data: Path) -> Iterator[Text]:
    """Texts of both corpora with the spans of their persons."""
    for line in read_text(data / "ner/pku98/199801.spans.jsonl.xz").splitlines():
        row = json.loads(line)
        yield row["text"].translate(DIGITS), [(s, e) for s, e, kind in row["spans"] if kind == "PER"]
    for text, spans in bio_spans(data / "ner/msra/train_clean.bio.xz"):
        yield text, [(s, e) for s, e, kind in spans if kind == "PER"]


def surnames(data: Path) -> dict[str, float]:
    """Surnames with their share in ten thousand, as published."""
    rows = csv.reader(io.StringIO(read_text(data / "gazetteer/names/wainshine_family_names.csv")))
    return {row[0]: float(row[1]) for row in list(rows)[1:] if len(row) == 2 and len(row[0]) <= 2 and is_han(row[0])}


def write_bylines(data: Path) -> None:
    """The surnames that reading cuts bylines by, as published, in kg/lexicon/reading."""
    head = [
        "# Chinese surnames with how common each is (counts of a name corpus). Derived from the family names of",
        "# wainshine/Chinese-Names-Corpus (Apache-2.0). Recipe: kg/training/person_names.py",
        "surname\tcount",
    ]
    rows = csv.reader(io.StringIO(read_text(data / "gazetteer/names/wainshine_family_names.csv")))
    lines = [f"{surname}\t{count}" for surname, count in list(rows)[1:]]
    (FOLDER / "reading" / "surnames.tsv").write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


def listed_names(data: Path) -> set[str]:
    """Names of dictionaries: HanLP's persons tagged nr, directors of listed companies."""
    found = {
        line.split(" ")[0]
        for line in read_text(data / "gazetteer/hanlp/hanlp_person.txt").splitlines()
        if " nr " in line
    }
    rows = csv.reader(io.StringIO(read_text(data / "gazetteer/company/a_share_executives.csv")))
    found |= {row[0] for row in list(rows)[1:] if row}
    return {name for name in found if 2 <= len(name) <= 4 and is_han(name)}


def write_foreign(data: Path) -> None:
    """Table of the characters that transcribe foreign names."""
    counts: Counter[str] = Counter()
    for line in read_text(data / "gazetteer/hanlp/hanlp_person.txt").splitlines():
        if " nrf " in line:
            counts.update(c for c in line.split(" ")[0] if is_han(c))
    write(
        "foreign_characters",
        [
            "Characters that transcribe foreign names, the commonest first: each in at least five of the dictionary.",
            "Origin: HanLP's dictionary of persons (Apache-2.0).",
        ],
        ["word"],
        [(c,) for c, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= 5],
    )


def common_words(data: Path) -> list[str]:
    """Words of two and three characters that HanLP's core, or THUOCL's food, animals and medicine, hold as no names."""
    found = []
    for line in read_text(data / "gazetteer/hanlp/hanlp_core_nature.txt.xz").splitlines():
        word, *tags = line.split()
        if not any(tag.startswith(("nr", "nz")) for tag in tags[::2]):
            found.append(word)
    for theme in ("food", "animal", "medical"):
        lines = read_text(data / f"gazetteer/thuocl/THUOCL_{theme}.txt").splitlines()
        found += [line.split("\t")[0].strip() for line in lines]
    return sorted({word for word in found if len(word) in (2, 3) and is_han(word)})


def count(corpus: list[Text], known: set[str]) -> Counts:
    """Count names, their neighbours and everything else."""
    counts = Counts()
    seen: Counter[tuple[str, str, str]] = Counter()

    def add(side: str, neighbours: str, name: str) -> None:
        seen[side, neighbours, name] += 1
        if seen[side, neighbours, name] <= 2:  # one person's constant company tells little
            counts.sides[side][neighbours] += 1

    for number, (text, spans) in enumerate(corpus):
        if number % HELD_OUT == 0:
            continue
        shadow = "^^" + classed(text) + "^^"
        counts.characters += len(text) + 1
        counts.single.update(shadow[1:-1])
        counts.pairs.update(shadow[i : i + 2] for i in range(len(shadow) - 1))
        inside = {i for s, e in spans for i in range(s, e)}
        counts.begins.update(text[s] for s, _ in spans)
        for start in range(len(text)):
            if text[start] in known and start not in inside:
                stretches = (text[start : start + n] for n in (2, 3))
                counts.words.update(s for n, s in zip((2, 3), stretches, strict=True) if len(s) == n and is_han(s))
        for start, end in spans:
            name = text[start:end]
            if 2 <= len(name) <= 4 and is_han(name):
                counts.names[name] += 1
                if counts.names[name] <= 2:
                    counts.surnames[name[:2] if len(name) > 2 and name[:2] in known else name[:1]] += 1
                add("l1", shadow[start + 1], name)
                add("l2", shadow[start : start + 2], name)
                add("r1", shadow[end + 2], name)
                add("r2", shadow[end + 2 : end + 4], name)
    return counts


def write(name: str, notes: list[str], columns: list[str], rows: list[tuple[object, ...]]) -> None:
    """Write one table of kg/lexicon/people."""
    lines = (
        [f"# {note}" for note in [*notes, "Recipe: kg/training/person_names.py"]]
        + ["\t".join(columns)]
        + ["\t".join(map(str, row)) for row in rows]
    )
    (FOLDER / "people" / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def background(counts: Counts, character: str) -> float:
    """Log-probability of a character anywhere."""
    return log((counts.single[character] + 1) / (counts.characters + len(counts.single)))


def write_names(counts: Counts, shares: dict[str, float], listed: set[str], nouns: list[str]) -> None:
    """Tables of surnames, of characters in given names, and of words that look like names."""
    total, seen = sum(shares.values()), sum(counts.surnames.values())
    of_surname: dict[str, float] = {}
    for surname, share in shares.items():
        expected = PUBLISHED * (share + SURNAME_FLOOR) / total
        chance = (counts.surnames[surname] + expected) / (seen + PUBLISHED)
        of_surname[surname] = round(log(chance) - sum(background(counts, c) for c in surname), 2)
    write(
        "surnames",
        [
            "Surnames: log-odds of the surname beginning a name against its characters standing anywhere.",
            "Origin: wainshine/Chinese-Names-Corpus (Apache-2.0), against counts of pku98 and MSRA.",
        ],
        ["word", "weight"],
        sorted(of_surname.items()),
    )
    slots: dict[str, Counter[str]] = {"first": Counter(), "last": Counter(), "only": Counter()}
    for name in sorted(listed | set(counts.names)):
        surname = name[:2] if len(name) > 2 and name[:2] in shares else name[:1]
        rest = name[len(surname) :]
        if surname in shares and len(rest) == 1:
            slots["only"][rest] += 1
        elif surname in shares and len(rest) == 2:
            slots["first"][rest[0]] += 1
            slots["last"][rest[1]] += 1
    sums = {slot: sum(c.values()) for slot, c in slots.items()}
    characters = sorted(
        {c for counter in slots.values() for c in counter}
        | {c for c, n in counts.single.items() if n >= 100 and is_han(c)}
    )
    smooth = 0.3
    given: dict[str, tuple[float, ...]] = {}
    for c in characters:
        given[c] = tuple(
            round(log((slots[s][c] + smooth) / (sums[s] + smooth * 6000)) - background(counts, c), 2)
            for s in ("first", "last", "only")
        )
    write(
        "given_characters",
        [
            "Characters of given names: log-odds as first and last of two, and as the only one, against anywhere.",
            "Origin: names in pku98, MSRA, HanLP's persons (Apache-2.0), directors of listed companies (MIT).",
        ],
        ["character", "first", "last", "only"],
        [(c, *weights) for c, weights in given.items()],
    )
    like = {
        word: round(log((n + 1) / (counts.names[word] + 1)), 2)
        for word, n in counts.words.items()
        if n >= 4 and n > 2 * counts.names[word] and looks_like_name(word, of_surname, given)
    }
    for word in nouns:
        if looks_like_name(word, of_surname, given) and not counts.names[word]:
            like[word] = max(like.get(word, 0.0), OF_NOUN[len(word)])
    write(
        "name_like_words",
        [
            "Stretches that look like names and mostly are none: log-odds against a name.",
            "Origin: counts over pku98 and MSRA, HanLP's core dictionary (Apache-2.0), THUOCL (MIT).",
        ],
        ["word", "weight"],
        sorted(like.items()),
    )


def looks_like_name(word: str, surnames: dict[str, float], given: dict[str, tuple[float, ...]]) -> bool:
    """Whether the characters alone would pass for a name."""
    rest = word[1:]
    if word[0] not in surnames or any(c not in given for c in rest):
        return False
    weight = given[rest][2] + ONE_PART if len(rest) == 1 else given[rest[0]][0] + given[rest[1]][1] + TWO_PARTS
    return surnames[word[0]] + weight > PASSING


def write_contexts(counts: Counts) -> None:
    """Table of neighbours: one character where it tells something, two where they tell something else."""
    rows: list[tuple[object, ...]] = []
    for side, one, two in (("left", "l1", "l2"), ("right", "r1", "r2")):
        total = sum(counts.sides[one].values())
        share = total / counts.characters
        single = {c: log((counts.sides[one][c] + 0.6) / (share * n + 2)) for c, n in counts.single.items() if n >= 30}
        rows += [(side, c, round(w, 2)) for c, w in sorted(single.items()) if abs(w + 0.3) > 0.25 and c.strip()]
        for pair, n in sorted(counts.pairs.items()):
            if (n < 30 and counts.sides[two][pair] < 5) or len("".join(pair.split())) != 2:
                continue
            base = single.get(pair[1] if side == "left" else pair[0], -0.5)
            weight = log((counts.sides[two][pair] + 4 * exp(base)) / (share * n + 4))
            if abs(weight - base) > 0.6:
                rows.append((side, pair, round(weight, 2)))
    write(
        "name_contexts",
        [
            "Log-odds of what stands beside a person's name against anywhere: ^ edge of text, 0 digit, a letter.",
            "Origin: counts over nine tenths of pku98 and MSRA, of one name at most twice. "
            "Derived counts (Apache-2.0).",
        ],
        ["side", "text", "weight"],
        rows,
    )


def build_person_tables(data: Path) -> None:
    """Write the tables and print the fitted weights for kg/recognition/naming.py.

    Args:
        data: folder with the sources of README.md.

    Raises:
        InputError: a source is missing.
    """
    corpus = list(texts(data))
    shares = surnames(data)
    counts = count(corpus, set(shares))
    write_names(counts, shares, listed_names(data), common_words(data))
    write_contexts(counts)
    write_foreign(data)
    write_bylines(data)
    common = sorted(
        (
            (counts.begins[c] / counts.single[c], c)
            for c in shares
            if counts.begins[c] >= 3 and shares[c] >= 8 and len(c) == 1
        ),
        reverse=True,
    )
    write(
        "bare_surnames",
        [
            "Surnames that often enough stand for names to be read without a given name, most telling first.",
            f"At least {BARE_SHARE:.0%} of their occurrences begin a name. "
            "Origin: counts over pku98 and MSRA (Apache-2.0).",
        ],
        ["word"],
        [(c,) for share, c in common if share >= BARE_SHARE],
    )
    report(corpus)


def report(corpus: list[Text]) -> None:
    """Fit the weights on every sixth text and print them."""
    from kg.lexicon.names import name_score
    from kg.recognition.naming import Naming
    from kg.recognition.titles import find_titles

    for label, titled in (("anywhere", False), ("behind a title", True)):
        rows: list[list[float]] = []
        right: list[bool] = []
        for text, spans in corpus[:: 4 if titled else 6]:
            gold = set(spans)
            naming = Naming(text)
            for left in [t.right for t in find_titles(text) if t.right + 1 < len(text)] if titled else naming.starts:
                for size in naming.lengths(left):
                    end = left + size
                    lead = [] if titled else [naming.left_of(left)]
                    features = [1.0, max(name_score(text[left:end]), -10.0), *lead, naming.right_of(end)]
                    cut = [] if titled else [float(naming.cuts_word(left))]
                    cut += [float(naming.cuts_word(end)), float(naming.begins_word(end))]
                    rows.append([*features, float(size == 2), float(size == 4), *cut])
                    right.append((left, end) in gold)
        print(label, np.round(fit(np.array(rows), np.array(right, dtype=float)), 3), len(rows), sum(right))


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method with a trace of ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-rows @ weights))
        spread = chance * (1 - chance) + 1e-6
        slope = rows.T @ (right - chance) - 1e-2 * weights
        weights = weights + np.linalg.solve((rows * spread[:, None]).T @ rows + np.eye(len(weights)) * 1e-2, slope)
    return weights
