"""Small pages with their names marked, as cases print them: `[市委/ORG]书记[王甲/PERSON]说，{我市/home/市}…`.

`[surface/TYPE]` is a mention, `{phrase/kind/level}` a reference. An article begins with each line feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kg.config import Settings
from kg.model import (
    Article,
    EntityType,
    Extraction,
    Mention,
    Page,
    Post,
    Recognition,
    Reference,
    Region,
    RegionKind,
    Relation,
    Resolution,
)
from kg.resolution import resolve_page

MARK = re.compile(r"\[([^/\]]+)/([A-Z]+)\]|\{([^/}]+)/([a-z]+)/([^}]*)\}")


def marked_page(
    text: str,
    posts: Sequence[dict[str, Any]] = (),
    newspaper: str | None = None,
    place: str | None = None,
    name: str = "p.txt",
) -> tuple[Page, Recognition]:
    """Read a marked text. The fields of a post are those of `Post`; holder, body and place number the mentions."""
    clean, mentions, references, at = "", [], [], 0
    for match in MARK.finditer(text):
        clean += text[at : match.start()]
        surface = match[1] or match[3]
        left, right = len(clean), len(clean) + len(surface)
        if match[1]:
            mentions.append(Mention(EntityType(match[2]), left, right, left, right, surface, "case", 1.0))
        else:
            references.append(Reference(match[4], surface, left, right, match[5]))
        clean, at = clean + surface, match.end()
    clean += text[at:]
    regions, articles, left = [], [], 0
    for number, line in enumerate(clean.split("\n")):
        right = left + len(line)
        regions.append(Region(RegionKind.BODY, number, left, right))
        articles.append(Article("", (), None, place, left, right))
        left = right + 1
    read = [
        Post(
            p["holder"],
            p["title"],
            p.get("status", ""),
            p.get("body"),
            p.get("reference"),
            p.get("implied"),
            p.get("place"),
            p.get("level", ""),
            mentions[p.get("body", p["holder"])].left,
            mentions[p["holder"]].right,
        )
        for p in posts
    ]
    page = Page(
        name,
        "",
        "utf-8",
        clean,
        clean,
        tuple(range(len(clean))),
        newspaper,
        None,
        tuple(articles),
        tuple(regions),
        (),
        (),
    )
    return page, Recognition(tuple(mentions), tuple(references), tuple(read), ())


def resolve(case: dict[str, Any]) -> tuple[Recognition, Resolution]:
    """Resolve the page of a case."""
    page, recognition = marked_page(case["text"], case.get("posts", ()), case.get("newspaper"), case.get("place"))
    return recognition, resolve_page(page, recognition, Settings(home=case.get("home")))


def extracted(
    name: str, text: str, posts: Sequence[dict[str, Any]] = (), date: str | None = None, seeds: str | None = None
) -> Extraction:
    """An extraction of a marked page, with the positions that its posts say."""
    from kg.model import Predicate

    page, recognition = marked_page(text, posts, name=name)
    resolution = resolve_page(page, recognition, Settings(seeds=seeds))
    relations = [
        Relation(
            resolution.of_mention[post.holder],
            Predicate.POSITION,
            body,
            page.evidence(post.left, post.right),
            "case",
            0.9,
            post.title,
            post.status,
            since=given.get("since", ""),
            until=given.get("until", ""),
        )
        for given, post, body in zip(posts, recognition.posts, resolution.of_post, strict=True)
        if body is not None
    ]
    return Extraction(
        name,
        "",
        "utf-8",
        len(text),
        None,
        date,
        resolution.home,
        page.articles,
        recognition.mentions,
        resolution.entities,
        tuple(relations),
        (),
        (),
        resolution.changes,
    )
