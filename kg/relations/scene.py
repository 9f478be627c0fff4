"""What the predicates read: a page's sentences as lines of arguments, with everything looked up once.

A line is a sentence in which each name or reference is one private-use character that says its type, so that a
pattern over a line sees 甲公司承建乙项目 as two arguments and a verb, however the two are called. Names keep
their quotes inside; a post before a name is part of the person (市委书记张三 is one argument); an argument
after a preposition (在, 到, 从 …) is marked oblique, for it is no subject.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ResolutionBank
from kg.model import Entity, EntityType, Page, Post, Recognition, RegionKind, Resolution
from kg.relations.names import Names, collect_names
from kg.relations.words import words

PLAIN, OBLIQUE = 0xE100, 0xE200
TYPES = tuple(EntityType)
OPENING, CLOSING = "“‘《「『〈", "”’》」』〉"


def mark(kind: EntityType, oblique: bool = False) -> str:
    """The character that stands for an argument of a type in `Line.text`."""
    return chr((OBLIQUE if oblique else PLAIN) + TYPES.index(kind))


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention or a resolved reference. `left`, `right` span it in `Page.clean`, with its quotes and post."""

    entity: str
    type: EntityType
    left: int
    right: int
    named: bool  # a mention; False for a reference such as 该公司
    kind: str  # the reference's kind, else empty
    oblique: bool
    name_left: int  # where the name itself begins, after its post


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `text[i]` stands for `Page.clean[offsets[i]:offsets[i + 1]]`, a plain one has no `arguments[i]`."""

    index: int
    region: int
    article: int | None
    kind: RegionKind
    paragraph: int  # counts from 0 on the page
    left: int
    right: int
    text: str
    offsets: tuple[int, ...]  # one more than characters
    arguments: tuple[Argument | None, ...]

    def named(self) -> list[Argument]:
        """The arguments of the line in order, references included."""
        return [a for a in self.arguments if a is not None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One page, ready to be related."""

    page: Page
    recognition: Recognition
    resolution: Resolution
    entities: dict[str, Entity]
    lines: tuple[Line, ...]
    chains: tuple[tuple[Argument, Argument], ...]  # a place and the name printed right behind it: 某市某镇
    names: Names
    home: str | None  # entity id of the page's home place
    homes: dict[int, str] = field(default_factory=dict)  # the same of articles that are at home elsewhere

    def home_of(self, article: int | None) -> str | None:
        """The entity of an article's home place: the page's but for an article about elsewhere."""
        return self.home if article is None else self.homes.get(article, self.home)

    def articles(self) -> list[tuple[int | None, list[Line]]]:
        """The lines of each article, titles first as read, then those that belong to none."""
        groups: dict[int | None, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.article, []).append(line)
        order = sorted(groups, key=lambda a: (a is None, a or 0))
        return [(a, groups[a]) for a in order]


def set_scene(page: Page, recognition: Recognition, resolution: Resolution) -> Scene:
    """Look everything up once: arguments in order, sentences as lines, the home place."""
    entities = {e.id: e for e in resolution.entities}
    arguments = read_arguments(page, recognition, resolution, entities)
    arguments, chains = join_chains(arguments)
    lines = tuple(read_lines(page, arguments))
    shown = ((a.entity, a.left, a.right) for a in arguments)
    names = collect_names(page, recognition, resolution, shown, head_offices())
    home = home_of(resolution, recognition)
    coded = {e.code: e.id for e in reversed(resolution.entities) if e.type is EntityType.PLACE and e.code}
    homes = {article: coded[code] for article, code in resolution.homes.items() if code in coded}
    return Scene(page, recognition, resolution, entities, lines, tuple(chains), names, home, homes)


@cache
def head_offices() -> dict[str, tuple[str, ...]]:
    """The names that begin the branches of a bank, by the head office's name."""
    names: dict[str, tuple[str, ...]] = {}
    for row in table("resolution/banks", ResolutionBank):
        names[row.name] = (*names.get(row.name, ()), row.form, row.short)
    return names


def join_chains(arguments: list[Argument]) -> tuple[list[Argument], list[tuple[Argument, Argument]]]:
    """Make one argument of a place and the place, body or company printed right behind it; report the pairs."""
    joined: list[Argument] = []
    chains = []
    for a in arguments:
        before = joined[-1] if joined else None
        if before is not None and before.type is EntityType.PLACE and before.right == a.left:
            names = before.named and a.named and before.right - before.left > 1 < a.right - a.left
            if names and a.type in (EntityType.PLACE, EntityType.ORG, EntityType.COMPANY):
                chains.append((before, a))
                joined[-1] = replace(a, left=before.left, oblique=before.oblique)
                continue
            elif before.right - before.left > 1:
                chains.append((before, a))
        joined.append(a)
    return joined, chains


def home_of(resolution: Resolution, recognition: Recognition) -> str | None:
    """The entity of the page's home: the place with the home's code, else what 我市 and its like stand for most."""
    if resolution.home is not None:
        for e in resolution.entities:
            if e.type is EntityType.PLACE and e.code == resolution.home:
                return e.id
    counts: dict[str, int] = {}
    for reference, entity in zip(recognition.references, resolution.of_reference, strict=True):
        if reference.kind == "home" and entity is not None:
            counts[entity] = counts.get(entity, 0) + 1
    return min(counts, key=lambda e: (-counts[e], e)) if counts else None


def post_spans(clean: str, recognition: Recognition) -> dict[int, int]:
    """Where the post of each holder begins: {mention index: left}, never before another person's name.

    A post that shares its body with the person before (县委书记张三主持会议，副书记李四) begins with its title.
    """
    ends = sorted(m.right for m in recognition.mentions if m.type is EntityType.PERSON)
    begins: dict[int, int] = {}
    for post in recognition.posts:
        holder = recognition.mentions[post.holder]
        if post.left > holder.left:
            continue
        nearest = bisect_right(ends, holder.left)
        floor = ends[nearest - 1] if nearest else 0
        left = post.left
        if left < floor:
            title = clean.rfind(post.title, floor, holder.left)
            comma = max(clean.rfind(mark, floor, max(title, floor)) for mark in "，、")
            left = comma + 1 if comma >= 0 else title if title >= 0 else holder.left
        begins[post.holder] = min(left, begins.get(post.holder, left))
    return begins


def read_arguments(
    page: Page, recognition: Recognition, resolution: Resolution, entities: dict[str, Entity]
) -> list[Argument]:
    """Names and resolved references as arguments that do not overlap, sorted; posts and quotes belong to the name."""
    clean = page.clean
    begins = post_spans(clean, recognition)
    found: list[Argument] = []
    signed_to = -1
    authors = {a.start for article in page.articles for a in article.authors if a.end > a.start}
    for i, m in enumerate(recognition.mentions):
        if m.type is EntityType.PERSON:
            before = clean[max(0, m.left - 8) : m.left].rstrip(" :：/")
            listed = signed_to >= 0 and not clean[signed_to : m.left].strip(" 、/")
            if m.start in authors or before.endswith(words("byline")) or listed:
                signed_to = m.right
                continue
        left, right = m.left, m.right
        while (
            left
            and right < len(clean)
            and clean[left - 1] in OPENING
            and clean[right] == CLOSING[OPENING.index(clean[left - 1])]
        ):
            left, right = left - 1, right + 1
        if left and clean[left - 1] in OPENING and unclosed(clean[left:right], CLOSING[OPENING.index(clean[left - 1])]):
            left -= 1
        if i in begins:
            left = begins[i]
            while left < m.left and clean[left] in "，、；。\n ":
                left += 1
        entity = resolution.of_mention[i]
        found.append(Argument(entity, entities[entity].type, left, right, True, "", False, m.left))
    for reference, known in zip(recognition.references, resolution.of_reference, strict=True):
        if known is not None and known in entities:
            found.append(
                Argument(
                    known,
                    entities[known].type,
                    reference.left,
                    reference.right,
                    False,
                    reference.kind,
                    False,
                    reference.left,
                )
            )
    # a person swallows what its post spans; otherwise names win over references, the longer over the shorter
    found.sort(key=lambda a: (a.type is not EntityType.PERSON, not a.named, a.left - a.right, a.left))
    taken = bytearray(len(clean))
    kept = []
    for a in found:
        if not any(taken[a.left : a.right]):
            taken[a.left : a.right] = b"\1" * (a.right - a.left)
            kept.append(a)
    kept.sort(key=lambda a: a.left)
    prepositions = words("preposition")
    return [with_case(a, clean, prepositions) for a in kept]


def unclosed(name: str, closing: str) -> bool:
    """Whether a name holds a closing quote without its opening one: 甲”公司 of “甲”公司."""
    return name.count(closing) > name.count(OPENING[CLOSING.index(closing)])


def with_case(argument: Argument, clean: str, prepositions: tuple[str, ...]) -> Argument:
    """The argument, oblique when a preposition stands right before it."""
    before = clean[max(0, argument.left - 3) : argument.left]
    if not before.endswith(prepositions) or before.endswith(words("caption")):
        return argument
    return replace(argument, oblique=True)


def read_lines(page: Page, arguments: list[Argument]) -> list[Line]:
    """One line a sentence, in page order; navigation is left out."""
    lines: list[Line] = []
    position = 0
    paragraph = 0
    last = 0
    for sentence in page.sentences:
        region = page.regions[sentence.region]
        if region.kind is RegionKind.NAVIGATION:
            continue
        if "\n" in page.clean[last : sentence.left]:
            paragraph += 1
        last = sentence.left
        while position < len(arguments) and arguments[position].left < sentence.left:
            position += 1
        text: list[str] = []
        offsets: list[int] = []
        slots: list[Argument | None] = []
        at = sentence.left
        while at < sentence.right:
            offsets.append(at)
            if (
                position < len(arguments)
                and arguments[position].left == at
                and arguments[position].right <= sentence.right
            ):
                a = arguments[position]
                text.append(mark(a.type, a.oblique))
                slots.append(a)
                at = a.right
                position += 1
            else:
                if position < len(arguments) and arguments[position].left == at:
                    position += 1
                text.append(page.clean[at])
                slots.append(None)
                at += 1
        offsets.append(at)
        lines.append(
            Line(
                len(lines),
                sentence.region,
                region.article,
                region.kind,
                paragraph,
                sentence.left,
                sentence.right,
                "".join(text),
                tuple(offsets),
                tuple(slots),
            )
        )
    return lines


def posts_by_holder(scene: Scene) -> list[tuple[Post, str]]:
    """Each post with the entity of the body it is held in, where that is known."""
    return [
        (post, body)
        for post, body in zip(scene.recognition.posts, scene.resolution.of_post, strict=True)
        if body is not None and body in scene.entities
    ]
