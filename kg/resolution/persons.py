"""Persons of one page: who is an official, and whom 张主任 means."""

from __future__ import annotations

from kg.model import EntityType, Post
from kg.resolution.words import is_public, plain, public_ends

PRIVATE_KINDS = frozenset({"village_committee"})  # the guidelines count a village's Party organisation only


def public_body(type: EntityType, name: str) -> bool:
    """Whether a post in this body makes an official.

    It does in an organ, agency, court, regulator, development zone, street office or Party branch of a village.
    A Party branch or office of a company, school or hospital does not; an organisation whose kind its name does not
    tell does.
    """
    text = plain(name)
    ends = public_ends()
    if any(len(w) >= 6 and public and text.startswith(w) for w, public in ends.items()):
        return True
    if type is EntityType.COMPANY:
        return False
    if type is EntityType.PLACE:
        return True
    for left in range(1, len(text)):
        if ends.get(text[left:]) and any(not public and text[:left].endswith(w) for w, public in ends.items()):
            return False
    return is_public(text) is not False


def titled_holder(
    surname_and_title: str, left: int, posts: list[tuple[Post, str]], strict: bool = False
) -> Post | None:
    """The post whose holder a surname with a title (张主任) means.

    Args:
        surname_and_title: the reference as printed.
        left: where it stands.
        posts: the page's posts with their holders' names, in the order of the text.
        strict: whether the title must fit.

    Returns:
        The nearest post before (else after) of a person with that surname whose title ends as the reference does;
        failing that, of any person with that surname if the page has only one.
    """
    text = plain(surname_and_title)
    ranked = sorted(posts, key=lambda p: (p[0].left > left, abs(left - p[0].left)))
    for post, name in ranked:
        if any(text.startswith(name[:n]) and _title_fits(text[n:], post.title) for n in (2, 1) if len(name) > n):
            return post
    if strict:
        return None
    same = [(post, name) for post, name in ranked if name[:1] == text[:1]]
    return same[0][0] if len({name for _, name in same}) == 1 else None


def _title_fits(short: str, title: str) -> bool:
    """局 for 局长 and 主任 for 副主任: the reference's title is the post's end, or what begins it."""
    return bool(short) and (title.endswith(short) or short in title)
