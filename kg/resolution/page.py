"""Within one page: mentions, references and posts go in, entities come out, each with its full name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.config import Settings
from kg.lexicon.dates import times
from kg.model import Change, Entity, EntityType, Mention, Page, Recognition, Resolution
from kg.resolution.chains import leading
from kg.resolution.companies import CompanyName, branch_name, merge_companies, read_company
from kg.resolution.drafts import Drafts
from kg.resolution.implied import (
    HOST,
    add_bank,
    add_branch_bank,
    add_meeting_body,
    add_named_areas,
    add_organ_surroundings,
    add_place_surroundings,
    post_body,
)
from kg.resolution.known import Known, known_at
from kg.resolution.labels import label_key, label_name, merge_labels
from kg.resolution.namesakes import ordinary, variants
from kg.resolution.organs import Organ, merge_organs, read_organ
from kg.resolution.owners import add_project_owner
from kg.resolution.persons import PRIVATE_KINDS, public_body, titled_holder
from kg.resolution.places import PlaceName, is_village, merge_places, read_place, village_code
from kg.resolution.references import Antecedents
from kg.resolution.scene import Area, Scene, area_of, level_word, survey
from kg.resolution.words import patterns, plain, words

KNOWN = 2  # rank of a name that the user knows
NEAR = 12  # characters between two organs of one holder of posts
ADDRESS = "address"  # the recogniser of surnames with a word of address
SIGNED = "\x1f"  # before the key of an author who has a namesake on the page
SENTENCE_ENDS = "。！？；\n"
RENAMED = (EntityType.ORG, EntityType.COMPANY)
LABELS = (EntityType.PROJECT, EntityType.PROGRAM, EntityType.EVENT, EntityType.HONOUR, EntityType.DOCUMENT)


def resolve_page(page: Page, recognition: Recognition, settings: Settings) -> Resolution:
    """Decide who is who on one page.

    Args:
        page: the page as read.
        recognition: what was found on it.
        settings: `home` overrides the inferred home, `seeds` adds known names.

    Raises:
        InputError: `settings.home` names no division, or a seed table is wrong.
    """
    scene = survey(page, recognition, settings)
    desk = Desk(scene, recognition, known_at(scene.home, settings))
    desk.read_all()
    desk.unite_all()
    desk.imply_all()
    of_reference = desk.references()
    of_post = desk.posts(of_reference)
    return desk.resolution(of_reference, of_post)


class Desk:
    """The work on one page, step by step; `drafts` grows, and `of_mention` says which draft each mention went to."""

    def __init__(self, scene: Scene, recognition: Recognition, known: Known) -> None:
        self.scene, self.recognition, self.known, self.drafts = scene, recognition, known, Drafts()
        self.of_mention: list[int] = []
        self.places: dict[int, PlaceName] = {}
        self.organs: dict[int, Organ] = {}
        self.first: dict[int, int] = {}  # where each draft is first mentioned
        self.companies: dict[int, CompanyName] = {}
        self.villages: dict[str, PlaceName] = {}  # by bare name, the last that had its town printed before it
        self.first_towns: dict[str, str] = {}  # by bare name, the code of the first such town
        self.labels: dict[EntityType, dict[str, int]] = {t: {} for t in LABELS}
        self.renamed: list[tuple[int, int, str, str]] = []  # mentions of the former and the new name; both in full

    def read_all(self) -> None:
        """Read every mention by itself and group equal names."""
        banks: list[CompanyName] = []
        authors = {a.start: plain(a.name) for article in self.scene.page.articles for a in article.authors}
        mentions = self.recognition.mentions
        holders = {
            plain(mentions[p.holder].text) for p in self.recognition.posts if mentions[p.holder].start not in authors
        } | {plain(mentions[i].text) for i in ordinary(self.recognition, self.scene)}
        namesakes = variants(self.recognition, self.scene)
        for index, mention in enumerate(self.recognition.mentions):
            text, left, chain = self.known.full(mention.type, mention.text), mention.left, self.scene.chains[index]
            if text != mention.text:
                chain = leading(text, self.scene.home_at(left))
            if mention.type is EntityType.PLACE:
                place = self._village(index, read_place(text, left, chain, self.scene))
                item = self.drafts.add(mention.type, place.key, place.name, 1 if place.code else 0, place.code)
                self.places.setdefault(item, place)
            elif mention.type is EntityType.ORG:
                organ = read_organ(text, left, self.scene, self._area_before(index))
                item = self.drafts.add(mention.type, organ.key, organ.name, 1 if organ.anchored else 0)
                self.organs.setdefault(item, organ)
            elif mention.type is EntityType.COMPANY:
                company = read_company(text, chain)
                branch = None if company.bank else branch_name(plain(text), banks)
                if branch is not None:
                    company = read_company(branch, chain)
                if company.bank:
                    banks.append(company)
                item = self.drafts.add(mention.type, plain(company.name), company.name)
                self.companies.setdefault(item, company)
            elif mention.type is EntityType.PERSON:
                signs = plain(text) in holders and self._signs(mention, authors)  # a namesake of who is written about
                mark = SIGNED if signs else SIGNED * 2 * namesakes.get(index, 0)
                item = self.drafts.add(mention.type, f"{mark}{plain(text)}", text)
            else:
                name = label_name(text, left, self.scene)
                key = label_key(name)
                item = self.drafts.add(mention.type, key, name)
                self.labels[mention.type].setdefault(key, item)
            self.drafts.items[item].mentions.append(index)
            self.of_mention.append(item)
        for index in ordinary(self.recognition, self.scene):
            self.drafts.items[self.of_mention[index]].ordinary = True

    def _signs(self, mention: Mention, authors: Mapping[int, str]) -> bool:
        """Whether a mention is of an author of the page: a byline, or 记者 before an author's name."""
        before = self.scene.page.clean[max(0, mention.left - 3) : mention.left]
        named = plain(mention.text) in authors.values() and before.endswith(words("signing_words"))
        return mention.start in authors or named

    def _village(self, index: int, place: PlaceName) -> PlaceName:
        """A village as that of the town printed right before it; a bare one as the last of its name that had a town."""
        mentions = self.recognition.mentions
        if place.extra or (place.code is not None and not is_village(place.code)) or not level_word(place.key):
            return place
        before = mentions[index - 1] if index else None
        if before is None or before.type is not EntityType.PLACE or before.right != mentions[index].left:
            return self.villages.get(place.key, place)
        town = self.places.get(self.of_mention[index - 1])
        if town is None or town.code is None:
            return place
        area = Area(town.name, town.name, town.code, level_word(town.name))
        code = village_code(place.name, area, mentions[index].left, self.scene)
        elsewhere = place.code is not None and not place.code.startswith(town.code)  # the only one that the table knows
        first = "" if elsewhere else self.first_towns.setdefault(place.key, town.code)
        key = (
            place.key if town.code == first else f"{town.code}{place.key}"
        )  # only further namesakes need keys of their own
        found = PlaceName(key, place.name, code)
        self.villages[place.key] = found
        return found

    def _area_before(self, index: int) -> Area | None:
        """The area of the organ named shortly before a mention in the same sentence."""
        mentions = self.recognition.mentions
        before = index - 1
        if before < 0 or mentions[before].type is not EntityType.ORG:
            return None
        gap = self.scene.page.clean[mentions[before].right : mentions[index].left]
        if len(gap) > NEAR or any(mark in gap for mark in SENTENCE_ENDS):
            return None
        organ = self.organs.get(self.of_mention[before])
        return organ.area if organ is not None else None

    def unite_all(self) -> None:
        """Unite names that differ but mean one thing."""
        items = list(self.places)
        self._unite(items, merge_places([self.places[i] for i in items]))
        items = list(self.companies)
        names = [self.companies[i] for i in items]
        known = [read_company(n, leading(n, self.scene.home)) for n in self.known.of(EntityType.COMPANY)]
        self._unite(items, merge_companies(names + known), [(plain(k.name), k.name) for k in known])
        items = list(self.organs)
        organs = [self.organs[i] for i in items]
        seeds = [read_organ(n, 0, self.scene) for n in self.known.of(EntityType.ORG)]
        self._unite(items, merge_organs(organs + seeds), [(o.key, o.name) for o in seeds])
        for type, found in self.labels.items():
            labels = [self.drafts.items[i].name for i in found.values()]
            more = [n for n in self.known.of(type) if label_key(n) not in found]
            pairs = merge_labels(labels + more, self.scene.home, type is not EntityType.HONOUR)
            self._unite(list(found.values()), pairs, [(label_key(n), n) for n in more])

        self._unite_renamed()
        self._unite_addressed()

    def _unite_renamed(self) -> None:
        """Unite the two names of a body that the page says was renamed (甲县医院更名为乙区总医院)."""
        mentions = self.recognition.mentions
        for n, (one, two) in enumerate(pairwise(mentions)):
            if one.type is two.type and one.type in RENAMED and two.left - one.right <= NEAR:
                gap = self.scene.page.clean[one.right : two.left]
                match = next((m for p in patterns("renames") if (m := p.fullmatch(gap))), None)
                if match is not None:
                    former, new = (n + 1, n) if match.lastgroup == "back" else (n, n + 1)
                    known, name = (self.drafts.items[self.drafts.find(self.of_mention[i])].name for i in (former, new))
                    self.renamed.append((former, new, known, name))
                    self.drafts.unite(self.of_mention[n], self.of_mention[n + 1])

    def changes(self, ids: Mapping[int, str]) -> tuple[Change, ...]:
        """What the page says of names that were changed, with the time printed before it in its sentence."""
        page, mentions = self.scene.page, self.recognition.mentions
        found = []
        for former, new, known, name in self.renamed:
            left, right = sorted((mentions[former].left, mentions[new].right))
            left, right = min(left, mentions[new].left), max(right, mentions[former].right)
            begin = max(page.clean.rfind(mark, 0, left) for mark in SENTENCE_ENDS) + 1
            dates = [t.since for t in times(page.clean, begin, left, page.issue_date) if t.since == t.until]
            said = page.evidence(left, right)
            id = ids[self.drafts.find(self.of_mention[new])]
            if known != name:
                found.append(Change(id, mentions[former].text, known, name, dates[-1] if dates else "", said))
        return tuple(found)

    def _unite_addressed(self) -> None:
        """Unite who is only called by surname and title (齐经理) with the holder of such a post."""
        mentions = self.recognition.mentions
        posts = [(p, plain(mentions[p.holder].text)) for p in self.recognition.posts]
        for index, mention in enumerate(mentions):
            if mention.type is EntityType.PERSON and mention.rule == ADDRESS:
                post = titled_holder(mention.text, mention.left, posts, strict=True)
                if post is not None:
                    self.drafts.unite(self.of_mention[post.holder], self.of_mention[index])

    def _unite(self, items: list[int], pairs: list[tuple[int, int]], known: Sequence[tuple[str, str]] = ()) -> None:
        """Unite drafts by pairs of indices into `items` followed by `known` (key, name); a known name wins."""
        for one, two in pairs:
            if one >= len(items):
                continue
            if two < len(items):
                self.drafts.unite(items[one], items[two])
            else:
                key, name = known[two - len(items)]
                type = self.drafts.items[items[one]].type
                self.drafts.unite(items[one], self.drafts.add(type, key, name, KNOWN))

    def imply_all(self) -> None:
        """Add what names imply."""
        for index, item in reversed(list(enumerate(self.of_mention))):
            self.first[item] = self.recognition.mentions[index].left
        for item, organ in self.organs.items():
            add_organ_surroundings(self.drafts, organ, self.first[item], self.scene)
        for place in self.places.values():
            add_place_surroundings(self.drafts, place)
        for company in self.companies.values():
            if company.bank:
                add_bank(self.drafts, company)
            add_branch_bank(self.drafts, company)
        met: set[int] = set()
        for index, mention in enumerate(self.recognition.mentions):
            if mention.type is EntityType.EVENT:
                add_named_areas(self.drafts, tuple(area_of(d) for d in self.scene.chains[index].divisions))
                item = self.drafts.find(self.of_mention[index])
                if item not in met:
                    met.add(item)
                    add_meeting_body(self.drafts, self.drafts.items[item].name, mention.left, self.scene)
            elif mention.type is EntityType.PROJECT:
                add_project_owner(self.drafts, mention.text)

    def references(self) -> list[int | None]:
        """The draft of each reference."""
        antecedents = Antecedents(self.scene, self.recognition, self.drafts, self.of_mention)
        return [antecedents.resolve(reference) for reference in self.recognition.references]

    def posts(self, of_reference: list[int | None]) -> list[int | None]:
        """The draft of each post's body; marks the holders of public posts as officials."""
        bodies: list[int | None] = []
        for post in self.recognition.posts:
            if post.body is not None:
                body: int | None = self.drafts.find(self.of_mention[post.body])
            elif post.reference is not None:
                body = of_reference[post.reference]
            else:
                body = post_body(self.drafts, post, self.recognition, self.of_mention, self.scene)
            holder = self.drafts.items[self.drafts.find(self.of_mention[post.holder])]
            if post.implied is not None and post.implied != HOST:
                holder.official = holder.official or post.implied not in PRIVATE_KINDS
            elif body is not None:
                draft = self.drafts.items[body]
                holder.official = holder.official or public_body(draft.type, draft.name)
            bodies.append(body)
        for mention in self.recognition.officials:
            self.drafts.items[self.drafts.find(self.of_mention[mention])].official = True
        return bodies

    def resolution(self, of_reference: list[int | None], of_post: list[int | None]) -> Resolution:
        """Number the drafts: those with mentions in the order of the text, then the implied by type and name."""
        drafts, mentions = self.drafts, self.recognition.mentions
        roots = drafts.roots()
        order = list(EntityType)
        roots.sort(
            key=lambda i: (
                not drafts.items[i].mentions,
                min(drafts.items[i].mentions, default=0),
                order.index(drafts.items[i].type),
                drafts.items[i].name,
                drafts.items[i].code or "",
            )
        )
        ids = {root: f"e{number}" for number, root in enumerate(roots, 1)}
        entities = []
        for root in roots:
            draft = drafts.items[root]
            aliases = tuple(sorted({mentions[m].text for m in draft.mentions}))
            owned = tuple(sorted(draft.mentions))
            common = draft.ordinary and not draft.official
            known = (draft.name, aliases, draft.official, draft.code, owned, common)
            entities.append(Entity(ids[root], draft.type, *known))
        home = self.scene.home
        return Resolution(
            home=home.code if home is not None else None,
            homes={index: division.code for index, division in sorted(self.scene.homes.items())},
            entities=tuple(entities),
            of_mention=tuple(ids[drafts.find(i)] for i in self.of_mention),
            of_reference=tuple(None if i is None else ids[drafts.find(i)] for i in of_reference),
            of_post=tuple(None if i is None else ids[drafts.find(i)] for i in of_post),
            changes=self.changes(ids),
        )
