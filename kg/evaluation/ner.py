"""Exact-span figures of entity recognition on labelled sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.errors import InputError
from kg.evaluation.corpora import Labelled, read_corpus
from kg.lexicon import table
from kg.lexicon.schema import CorpusLabelRow

Span = tuple[int, int, str]
NAMED = ("PERSON", "COMPANY", "ORG", "PLACE")


class Tally:
    """Counts of right, found and wanted spans by label, and of spans found under another label."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.confused: Counter[tuple[str, str]] = Counter()  # (wanted, found) of the same borders

    def add(self, gold: Iterable[Span], predicted: Iterable[Span]) -> None:
        """Count one sentence."""
        wanted, found = set(gold), set(predicted)
        self.wanted.update(label for *_, label in wanted)
        self.found.update(label for *_, label in found)
        self.right.update(label for *_, label in wanted & found)
        missed = {}
        for start, end, label in sorted(wanted - found):
            missed[start, end] = label
        for start, end, label in sorted(found - wanted):
            if (start, end) in missed:
                self.confused[missed[start, end], label] += 1

    def precision(self, labels: Iterable[str]) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        labels = tuple(labels)
        found = sum(self.found[t] for t in labels)
        return sum(self.right[t] for t in labels) / found if found else 0.0

    def recall(self, labels: Iterable[str]) -> float:
        """Share of what was wanted that was found; 0 if nothing was wanted."""
        labels = tuple(labels)
        wanted = sum(self.wanted[t] for t in labels)
        return sum(self.right[t] for t in labels) / wanted if wanted else 0.0

    def f1(self, labels: Iterable[str]) -> float:
        """F1 over these labels together; 0 if there is nothing to find and nothing found."""
        labels = tuple(labels)
        right = sum(self.right[t] for t in labels)
        total = sum(self.wanted[t] + self.found[t] for t in labels)
        return 2 * right / total if total else 0.0

    def figures(self, labels: Iterable[str]) -> dict[str, float]:
        """F1 by label, and `named`: people, companies, bodies and places together."""
        table = {label: round(self.f1([label]), 4) for label in labels if self.wanted[label] or self.found[label]}
        return {"named": round(self.f1(NAMED), 4), **table}


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a corpus's labels are read.

    Args:
        types: our type of each label that counts.
        counted: the types that are scored, in order.
        merged: whether a COMPANY that is found counts as ORG, as the corpus does not tell them apart.
        ignored: the corpus's other labels, sorted.
    """

    types: dict[str, str]
    counted: tuple[str, ...]
    merged: bool
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured on one corpus."""

    scheme: Scheme
    tally: Tally
    texts: int
    characters: int


def scheme_of(corpus: Sequence[Labelled], form: str, types: tuple[str, ...] = ()) -> Scheme:
    """How to read a corpus's labels, by the table `corpus_labels` and the labels that occur.

    Args:
        corpus: the labelled texts.
        form: their format; `cluener` always labels companies by themselves.
        types: the types to score; empty for those of people, companies, bodies and places that the corpus labels.

    Raises:
        InputError: a type is asked for that no label of the corpus stands for.
    """
    rows = {row.label: row for row in table("corpus_labels", CorpusLabelRow)}
    labels = sorted({label for item in corpus for *_, label in item.spans})
    marked = {rows[label].type for label in labels if label in rows}
    if form == "cluener":
        marked.update(NAMED)
    merged = "COMPANY" not in marked and any(rows[label].companies for label in labels if label in rows)
    for type in types:
        if type not in marked:
            raise InputError(f"no label stands for {type}", "--types", f"Use some of {', '.join(sorted(marked))}")
    counted = types or tuple(type for type in NAMED if type in marked)
    known = {label: rows[label].type for label in labels if label in rows and rows[label].type in counted}
    return Scheme(known, counted, merged, tuple(label for label in labels if label not in known))


def found_in_texts(texts: Iterable[str], standard: str | None) -> Iterator[list[Span]]:
    """What `kg.pipeline()` finds in each text as it is."""
    for doc in kg.pipeline(standard=standard).pipe(texts):
        yield [(e.start_char, e.end_char, e.label_) for e in doc.ents]


def found_on_pages(texts: Iterable[str]) -> Iterator[list[Span]]:
    """What `kg extract` finds if each text is a page of its own: read first, then recognised."""
    from kg.reading import read_text
    from kg.recognition import recognise

    for text in texts:
        yield [(m.start, m.end, m.type.value) for m in recognise(read_text(text, "text.txt")).mentions]


def score(corpus: Sequence[Labelled], scheme: Scheme, found: Iterable[Sequence[Span]]) -> Score:
    """Compare what was found with a corpus's labels, exact borders and types; other types do not count."""
    tally = Tally()
    for item, spans in zip(corpus, found, strict=True):
        gold = [(a, b, scheme.types[label]) for a, b, label in item.spans if label in scheme.types]
        named = [(a, b, "ORG" if scheme.merged and t == "COMPANY" else t) for a, b, t in spans]
        tally.add(gold, [span for span in named if span[2] in scheme.counted])
    return Score(scheme, tally, len(corpus), sum(len(item.text) for item in corpus))


def evaluate(
    path: Path, form: str, standard: str | None = None, pages: bool = False, types: tuple[str, ...] = ()
) -> Score:
    """Score the pipeline on a labelled file.

    Args:
        path: the file.
        form: its format, see `kg.evaluation.corpora`.
        standard: passed on to `kg.pipeline`.
        pages: whether each text is read as a page first.
        types: the types to score; see `scheme_of`.

    Raises:
        InputError: the file is not in the format, or there is no such standard or type.
    """
    if pages and standard not in (None, "kg"):
        raise InputError("pages have the standard kg alone", "--pages", "Leave out --standard or --pages")
    corpus = read_corpus(path, form)
    scheme = scheme_of(corpus, form, types)
    texts = [item.text for item in corpus]
    return score(corpus, scheme, found_on_pages(texts) if pages else found_in_texts(texts, standard))


def table_of(result: Score) -> str:
    """A score as a Markdown table with what was counted and what COMPANY and ORG were taken for."""
    tally, scheme = result.tally, result.scheme
    lines = [
        f"{result.texts} texts, {result.characters} characters",
        "",
        "| type | precision | recall | F1 | gold | found | right |",
    ]
    lines.append("|---|---|---|---|---|---|---|")
    for name, types in [*((t, (t,)) for t in scheme.counted), ("micro", scheme.counted)]:
        figures = " | ".join(f"{f(types):.4f}" for f in (tally.precision, tally.recall, tally.f1))
        counts = " | ".join(str(sum(c[t] for t in types)) for c in (tally.wanted, tally.found, tally.right))
        lines.append(f"| {name} | {figures} | {counts} |")
    lines.append("")
    if {"COMPANY", "ORG"} <= set(scheme.counted):
        there, back = tally.confused["COMPANY", "ORG"], tally.confused["ORG", "COMPANY"]
        lines.append(f"same span: {there} COMPANY found as ORG, {back} ORG found as COMPANY")
    if scheme.merged:
        lines.append("ORG includes companies in this corpus: COMPANY counts as ORG")
    read = ", ".join(f"{label} {type}" for label, type in sorted(scheme.types.items(), key=lambda x: (x[1], x[0])))
    lines.append(f"labels: {read or 'none'}; ignored: {', '.join(scheme.ignored) or 'none'}")
    return "\n".join(lines)
