"""Builds a page with known names from marked text, so that relations can be tested without recognition.

`[甲县/PLACE]` is a mention of the entity 甲县; `[该县/PLACE=甲县]` is a reference to it (of kind place);
`[甲县局/ORG=甲县财政局]` in `names` gives another surface. Everything else is plain text; a line is a
paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import (
    Article,
    Entity,
    EntityType,
    Mention,
    Page,
    Post,
    Recognition,
    Reference,
    Region,
    RegionKind,
    Resolution,
    Sentence,
)

MARK = re.compile(r"\[([^\[\]/]+)/([A-Z]+)(=[^\]]+)?\]")
REFERENCE = {
    "PLACE": "place",
    "COMPANY": "company",
    "PROJECT": "project",
    "ORG": "organization",
    "EVENT": "event",
    "PERSON": "person",
}


@dataclass(frozen=True)
class Marked:
    """A page ready for `relate`, and the names of its entities by id."""

    page: Page
    recognition: Recognition
    resolution: Resolution
    names: dict[str, str]


def build(
    text: str,
    title: str = "",
    posts: tuple[tuple[str, str, str, str], ...] = (),
    codes: dict[str, str] | None = None,
    home: str | None = None,
    officials: tuple[str, ...] = (),
    issued: str | None = None,
) -> Marked:
    """Build a page of one article.

    Args:
        text: the body, marked.
        title: the headline, marked.
        posts: holder, title, body and status of each post; the evidence runs from the body to the holder.
        codes: division codes of places by name.
        home: name of the page's home place.
        officials: names of officials beside the holders of posts.
        issued: ISO date of the issue.
    """
    clean: list[str] = []
    found: list[tuple[int, int, str, str, bool]] = []
    regions: list[Region] = []
    for kind, part in ((RegionKind.TITLE, title), (RegionKind.BODY, text)):
        if not part:
            continue
        left, at = sum(map(len, clean)), 0
        for m in MARK.finditer(part):
            clean.append(part[at : m.start()])
            start = sum(map(len, clean))
            clean.append(m[1])
            found.append((start, start + len(m[1]), m[2], m[3][1:] if m[3] else m[1], bool(m[3]) and m[2] in REFERENCE))
            at = m.end()
        clean.append(part[at:])
        right = sum(map(len, clean))
        regions.append(Region(kind, 0, left, right))
        clean.append("\n")
    whole = "".join(clean)
    sentences = [
        Sentence(i, r.left + m.start(), r.left + m.end())
        for i, r in enumerate(regions)
        for m in re.finditer(r"[^。！？；\n]+[。！？；]*”?", whole[r.left : r.right])
    ]
    article = Article(title, (), None, None, regions[-1].left, regions[-1].right)
    page = Page(
        "page.txt",
        "",
        "utf-8",
        whole,
        whole,
        tuple(range(len(whole))),
        None,
        issued,
        (article,),
        tuple(regions),
        tuple(sentences),
        (),
    )
    return name_page(page, found, posts, codes or {}, home, officials)


def name_page(
    page: Page,
    found: list[tuple[int, int, str, str, bool]],
    posts: tuple[tuple[str, str, str, str], ...],
    codes: dict[str, str],
    home: str | None,
    officials: tuple[str, ...],
) -> Marked:
    """Turn what was marked into a recognition and a resolution."""
    ids: dict[str, str] = {}
    types: dict[str, EntityType] = {}
    for _, _, kind, name, _ in found:
        ids.setdefault(name, f"e{len(ids) + 1}")
        types.setdefault(name, EntityType(kind))
    for _, _, body, _ in posts:
        ids.setdefault(body, f"e{len(ids) + 1}")
        types.setdefault(body, EntityType.ORG)
    mentions, references, of_mention, of_reference = [], [], [], []
    for left, right, kind, name, refers in sorted(found):
        surface = page.clean[left:right]
        if refers:
            references.append(Reference(REFERENCE[kind], surface, left, right))
            of_reference.append(ids[name])
        else:
            mentions.append(Mention(EntityType(kind), left, right, left, right, surface, "marked", 1.0))
            of_mention.append(ids[name])
    held = []
    for holder, title, body, status in posts:
        i = next(i for i, m in enumerate(mentions) if of_mention[i] == ids[holder])
        left = page.clean.rfind(body, 0, mentions[i].left)
        held.append(
            Post(
                i,
                title,
                status,
                None,
                None,
                "body",
                None,
                "",
                left if left >= 0 else mentions[i].left,
                mentions[i].right,
            )
        )
    order = sorted(range(len(held)), key=lambda k: held[k].left)
    entities = tuple(
        Entity(
            id=ids[name],
            type=types[name],
            name=name,
            aliases=tuple(sorted({mentions[k].text for k, e in enumerate(of_mention) if e == ids[name]})),
            official=name in officials or any(p[0] == name for p in posts),
            code=codes.get(name),
            mentions=tuple(k for k, e in enumerate(of_mention) if e == ids[name]),
        )
        for name in ids
    )
    resolution = Resolution(
        codes.get(home) if home else None,
        entities,
        tuple(of_mention),
        tuple(of_reference),
        tuple(ids[posts[k][2]] for k in order),
    )
    recognition = Recognition(tuple(mentions), tuple(references), tuple(held[k] for k in order), ())
    return Marked(page, recognition, resolution, {i: n for n, i in ids.items()})
