"""The tables of kg/lexicon/people."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import ExampleRow, PatternRow, WeightedWordRow, WordRow


@dataclass(frozen=True, slots=True)
class TitleRow:
    """people/titles.tsv: titles of posts without their modifiers."""

    title: str
    kind: str  # head party village public neutral company


@dataclass(frozen=True, slots=True)
class TitleBodyRow:
    """people/title_bodies.tsv: how the bodies end whose heads and staff bear a title."""

    title: str
    ending: str  # or COMPANY
    example: str


@dataclass(frozen=True, slots=True)
class TitleModifierRow:
    """people/title_modifiers.tsv: words before a title that belong to it."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """people/statuses.tsv: words that say that a post is past or to come, or that tie a holder to a post."""

    word: str
    status: str  # former, proposed or empty
    side: str  # before verb lead link apposition
    example: str


@dataclass(frozen=True, slots=True)
class JointRow:
    """people/joints.tsv: small words that join names or titles."""

    word: str
    role: str  # names titles etc pointer of committee adverb someone owner
    example: str


@dataclass(frozen=True, slots=True)
class BodyEndingRow:
    """people/body_endings.tsv: how the printed name of a body ends that a post is held in."""

    ending: str
    kind: str
    public: bool  # a post in it makes its holder an official


@dataclass(frozen=True, slots=True)
class GenericBodyRow:
    """people/generic_bodies.tsv: nouns that stand for a body named before."""

    word: str
    kind: str  # company, organization


@dataclass(frozen=True, slots=True)
class RoleRow:
    """people/roles.tsv: nouns beside the name of a person that are no post."""

    word: str
    side: str  # before, after


@dataclass(frozen=True, slots=True)
class GivenCharacterRow:
    """people/given_characters.tsv: log-odds of a character in given names."""

    character: str
    first: float  # of two
    last: float  # of two
    only: float


@dataclass(frozen=True, slots=True)
class NameContextRow:
    """people/name_contexts.tsv: log-odds of what stands right beside a person's name."""

    side: str  # left, right
    text: str
    weight: float


TABLES: dict[str, type] = {
    "people/addresses": ExampleRow,
    "people/bare_surnames": WordRow,
    "people/body_endings": BodyEndingRow,
    "people/body_inner": WordRow,
    "people/body_stops": WordRow,
    "people/foreign_characters": WordRow,
    "people/generic_bodies": GenericBodyRow,
    "people/given_characters": GivenCharacterRow,
    "people/joints": JointRow,
    "people/name_contexts": NameContextRow,
    "people/name_like_words": WeightedWordRow,
    "people/name_followers": WeightedWordRow,
    "people/name_tails": WeightedWordRow,
    "people/official_groups": ExampleRow,
    "people/roles": RoleRow,
    "people/single_posts": PatternRow,
    "people/statuses": StatusRow,
    "people/surnames": WeightedWordRow,
    "people/title_blockers": WordRow,
    "people/title_bodies": TitleBodyRow,
    "people/title_followers": WordRow,
    "people/title_modifiers": TitleModifierRow,
    "people/titles": TitleRow,
}
