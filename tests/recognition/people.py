"""Helpers of the tests about persons and posts: the whole pipeline over a bare sentence, read back as plain values."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.recognition import language


def read(text: str) -> Doc:
    """The sentence after the whole pipeline."""
    return language()(text)


def printed_posts(doc: Doc) -> list[list[str]]:
    """Posts whose names stand, as holder, title, status and body: `@` marks a reference, `=` an implied body."""
    text, standing = doc.text, {(c.left, c.right) for c in doc._.candidates}

    def body(post) -> str:
        if post.body:
            return text[slice(*post.body)]
        if post.reference:
            return "@" + text[slice(*post.reference)]
        place = text[slice(*post.place)] if post.place and post.place in standing else post.level
        return f"={post.implied} {place}".rstrip()

    return [
        [text[slice(*p.holder)], p.title, p.status, body(p)]
        for p in sorted(doc._.posts, key=lambda p: (p.holder, p.title))
        if p.holder in standing and (p.body is None or p.body in standing)
    ]
