"""Posts once the arbiter has settled which names stand: those whose holder and body stand go out, by mention index.

Where the body that the grammar read lost to another reading of it, the body that ends at the same place is it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import EntityType, Mention, Post, Reference
from kg.recognition.candidates import PostCandidate

BODY_TYPES = (EntityType.ORG, EntityType.COMPANY)


def standing_posts(
    proposed: Iterable[PostCandidate], mentions: Sequence[Mention], references: Sequence[Reference]
) -> tuple[Post, ...]:
    """The posts whose names stand, sorted by place.

    Args:
        proposed: what the post grammar read; rival bodies of one post have one holder, title and right border.
        mentions: the names that stand.
        references: the phrases that stand for bodies.
    """
    index = {(m.left, m.right): i for i, m in enumerate(mentions)}
    ends = {m.right: (m.left, m.right) for m in mentions if m.type in BODY_TYPES}
    referred = {(r.left, r.right): i for i, r in reversed(list(enumerate(references)))}
    candidates = sorted(proposed, key=lambda p: (p.left, p.holder, p.title))
    settled = {(p.holder, p.title, p.right) for p in candidates if p.body in index}
    posts: list[Post] = []
    for p in candidates:
        body = p.body
        if body is not None and body not in index and (p.holder, p.title, p.right) not in settled:
            body = ends.get(body[1])
        if p.holder not in index or (p.body is not None and body not in index):
            continue
        post = Post(
            holder=index[p.holder],
            title=p.title,
            status=p.status,
            body=index[body] if body is not None else None,
            reference=referred.get(p.reference) if p.reference is not None else None,
            implied=p.implied,
            place=index.get(p.place) if p.place is not None else None,
            level=p.level,
            left=p.left,
            right=p.right,
        )
        if post not in posts[-4:]:
            posts.append(post)
    return tuple(posts)
