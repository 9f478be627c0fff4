"""Posts as relations: what the post grammar read and resolution gave a body, nothing else."""

from __future__ import annotations

from kg.model import Predicate
from kg.relations.ledger import Ledger
from kg.relations.scene import Scene, posts_by_holder
from kg.relations.words import words


def hold_posts(scene: Scene, ledger: Ledger) -> None:
    """Enter one position for each post whose body is known. Evidence runs from the body to the holder's name."""
    posts = posts_by_holder(scene)
    longest: dict[tuple[str, str, str, str], str] = {}  # titles that say the same of one holder and body
    for post, body in posts:
        key = scene.resolution.of_mention[post.holder], body, post.status, spoken(post.title)
        longest[key] = max(longest.get(key, ""), post.title, key=lambda title: (len(title), title))
    for post, body in posts:
        holder = scene.resolution.of_mention[post.holder]
        if post.title != longest[holder, body, post.status, spoken(post.title)]:
            continue
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


def spoken(title: str) -> str:
    """A title in one form, whether one holds it for the time being in the long or the short way (代理县长, 代县长)."""
    acting = next((w for w in words("acting") if title.startswith(w)), "")
    return f"-{title.removeprefix(acting)}" if acting else title
