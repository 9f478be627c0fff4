"""The tables right in kg/lexicon: bordering and everyday words, references, implied bodies, rules, labels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """references.tsv: phrases that stand for a thing without naming it."""

    phrase: str
    kind: str  # home company project place organization person titled event
    level: str  # 省 市 县 区 镇 …, or empty
    example: str


@dataclass(frozen=True, slots=True)
class ImpliedBodyRow:
    """implied_bodies.tsv: the body that a title alone stands for."""

    title: str
    implied: str  # kind of body: government, party_committee, central_party …
    level: str  # division level that a title without a printed place speaks of
    body: str  # its name, {} where the place's name goes
    example: str


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """edges.tsv: words that stand before names of places, bodies and companies, and words that shield them."""

    word: str
    kind: str  # word noun single weak inside


@dataclass(frozen=True, slots=True)
class EverydayRow:
    """everyday.tsv: everyday words that names do not cut."""

    word: str


@dataclass(frozen=True, slots=True)
class CorpusLabelRow:
    """corpus_labels.tsv: the type that a label of a public corpus stands for."""

    label: str
    type: str
    companies: bool  # whether names with this label include companies, unless others of the corpus do
    corpora: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """rules.tsv: what the rules that propose names look for."""

    rule: str  # with an asterisk for the rest of its name
    tables: str  # separated by blanks
    meaning: str


TABLES: dict[str, type] = {
    "corpus_labels": CorpusLabelRow,
    "edges": EdgeRow,
    "everyday": EverydayRow,
    "implied_bodies": ImpliedBodyRow,
    "references": ReferenceRow,
    "rules": RuleRow,
}
