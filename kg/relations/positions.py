"""Posts as relations: what the post grammar read and resolution gave a body, nothing else."""

from __future__ import annotations

from kg.model import Predicate
from kg.relations.ledger import Ledger
from kg.relations.scene import Scene, posts_by_holder


def hold_posts(scene: Scene, ledger: Ledger) -> None:
    """Enter one position for each post whose body is known. Evidence runs from the body to the holder's name."""
    for post, body in posts_by_holder(scene):
        holder = scene.resolution.of_mention[post.holder]
        confidence = 0.95 if post.body is not None else 0.9
        rule = "positions.named" if post.body is not None else "positions.implied"
        ledger.enter(
            holder,
            Predicate.POSITION,
            body,
            post.left,
            max(post.right, post.left + 1),
            rule,
            confidence,
            title=post.title,
            status=post.status,
        )
