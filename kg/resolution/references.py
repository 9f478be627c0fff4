"""What 该公司, 我市, 他 and 张主任 stand for: the nearest fitting thing before them in the article, or home."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ReferenceRow
from kg.model import EntityType, Mention, Recognition, Reference
from kg.resolution.drafts import Drafts, add_area, area_key
from kg.resolution.persons import titled_holder
from kg.resolution.scene import Area, Scene
from kg.resolution.words import plain

NEAREST = {
    "company": (EntityType.COMPANY,),
    "organization": (EntityType.ORG,),
    "project": (EntityType.PROJECT,),
    "event": (EntityType.EVENT,),
    "person": (EntityType.PERSON,),
}


REACH = 60  # characters that a phrase without 该 or 本 (企业, 会议) reaches back: farther off it is generic


@cache
def bare_phrases() -> frozenset[str]:
    """Phrases that are the end of a longer one of their kind (公司 of 该公司): they may as well be generic."""
    rows = [r for r in table("references", ReferenceRow) if r.kind in NEAREST]
    ends = {(r.kind, r.phrase[n:]) for r in rows for n in range(1, len(r.phrase))}
    return frozenset(r.phrase for r in rows if (r.kind, r.phrase) in ends)


class Antecedents:
    """The mentions of a page by type and article, for looking back from a reference.

    Args:
        scene: the page's home and areas.
        recognition: its mentions and posts.
        drafts: its entities so far.
        of_mention: the draft of each mention.
    """

    def __init__(self, scene: Scene, recognition: Recognition, drafts: Drafts, of_mention: list[int]) -> None:
        self.scene, self.recognition, self.drafts, self.of_mention = scene, recognition, drafts, of_mention
        authors = {a.start for article in scene.page.articles for a in article.authors}
        self.sorted: dict[tuple[EntityType, int], list[int]] = {}
        for i, mention in enumerate(recognition.mentions):
            if mention.type is not EntityType.PERSON or mention.start not in authors:
                self.sorted.setdefault((mention.type, scene.article(mention.left)), []).append(i)
        self.posts = [(p, plain(recognition.mentions[p.holder].text)) for p in recognition.posts]

    def resolve(self, reference: Reference) -> int | None:
        """The draft that a reference means, or None."""
        if reference.kind == "home":
            return self._place(self.scene.at(reference.level, reference.left))
        if reference.kind == "place":
            return self._place(self.scene.nearest(reference.level, reference.left, in_branch=False))
        if reference.kind == "titled":
            post = titled_holder(reference.text, reference.left, self.posts)
            return None if post is None else self.drafts.find(self.of_mention[post.holder])
        for type in NEAREST.get(reference.kind, ()):
            found = self.before(type, reference)
            if found is not None:
                return self.drafts.find(self.of_mention[found])
        return None

    def _place(self, area: Area | None) -> int | None:
        """The draft of an area, made if the page does not name it; a province only spoken of (全省) makes none."""
        if area is None:
            return None
        found = self.drafts.get(EntityType.PLACE, area_key(area))
        division = area.division
        if found is not None or (division is not None and division.level == "province"):
            return found
        return add_area(self.drafts, area)

    def before(self, type: EntityType, reference: Reference) -> int | None:
        """The nearest mention of a type before a reference in its article; for 该局 one whose name ends in 局."""
        candidates = self.sorted.get((type, self.scene.article(reference.left)), [])
        mentions = self.recognition.mentions
        cut = bisect_left(candidates, reference.left, key=lambda i: mentions[i].left)
        if reference.kind == "organization":
            return next((i for i in reversed(candidates[:cut]) if _same_end(mentions[i], reference)), None)
        if not cut:
            return None
        nearest = candidates[cut - 1]
        if reference.text in bare_phrases() and reference.left - mentions[nearest].right > REACH:
            return None
        return nearest


def _same_end(mention: Mention, reference: Reference) -> bool:
    return plain(mention.text).endswith(plain(reference.text)[-1:])
