"""Who holds a post: the names right behind a title, or the name before it with a verb, a comma or an appointment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from kg.lexicon import table
from kg.lexicon.dates import Time, times
from kg.lexicon.schema import WordRow
from kg.model import EntityType
from kg.recognition.candidates import Candidate
from kg.recognition.name_lists import find_lists
from kg.recognition.naming import CERTAIN, Name, Naming
from kg.recognition.phrases import Phrases
from kg.recognition.titles import joints, modifiers, statuses, title_phrases

PROBABLE = 0.5
CLEAR = 0.75
GROUNDED_LIFT = 1.0  # log-odds for a name behind a title whose body is known
LISTED_FALL = 0.5  # log-odds against one that another name parts from the title
BORDERED = "org.border"  # a rule that begins a body's name wherever nothing bars it, at a person's name too
ANNOUNCED = 12  # characters between a word that announces a list and its colon
BRACKET = 8  # characters that a bracket behind a name may hold: （女）, （化名）
CLAUSE_OPENERS = frozenset("，；")
SENTENCE_ENDS = "。！？\n"
LONGEST_LIST = 160  # characters between a word of removal and a post that it governs
LONGEST_TIME = 24  # characters of a time before a verb
ANY_DAY = "2000-01-01"  # to read a time against where only its place in the text matters
ENDED = "former"  # status of a post that was held from one time to another
LONGEST_CLAUSE = 80  # characters between a sentence's subject and a verb that it still governs
CLAUSE_EDGES = frozenset("，。！？；：、“”（）《》\n")


@cache
def followers() -> Phrases[str]:
    """What begins a stretch behind a title that is no name."""
    return Phrases((row.word, row.word) for row in table("people/title_followers", WordRow))


class Holders:
    """Reads names beside posts in one text."""

    def __init__(self, text: str, naming: Naming, candidates: Iterable[Candidate]) -> None:
        self.text = text
        self.naming = naming
        lists = find_lists(naming)
        self.lists_by_right = {names.right: names.names for names in lists}
        self.lists_by_left = {names.left: names.names for names in lists}
        self.starts: dict[int, int] = {}
        self.taken: set[int] = set()  # offsets inside names of other types
        self.persons: list[int] = []  # where likely names of persons begin
        for c in candidates:
            if c.score >= CLEAR and c.type is EntityType.PERSON:
                self.persons.append(c.left)
            if c.score >= 0.6 and c.type is not EntityType.PERSON and c.rule != BORDERED:
                self.starts[c.left] = max(c.right, self.starts.get(c.left, 0))
                self.taken.update(range(c.left, c.right))
        self.persons.sort()

    def after(self, left: int, grounded: bool) -> list[Name]:
        """The names of a list that begins at `left`, right behind a title; empty if no name stands there.

        Args:
            left: where the title ends.
            grounded: whether the title's body is known, which makes a name likelier.
        """
        names: list[Name] = []
        at = left + len(joints("candidate").at(self.text, left))
        if self.text[at : at + 1] in ("：", "“"):
            at += 1
        tie = joints("of").at(self.text, at)
        at += len(tie)
        if self.text[at : at + 1] == " ":
            at += 1
        while name := self.one(at, grounded, bool(names), not tie):
            names.append(name)
            at = self.past_bracket(name.right)
            mark = joints("names").at(self.text, at)
            if not mark:
                break
            at += len(mark)
        return names

    def one(self, left: int, grounded: bool, listed: bool, framed: bool) -> Name | None:
        """The name at `left`, if one is likely there.

        Args:
            left: where it would begin.
            grounded: whether the body of the title before it is known.
            listed: whether another name stands before it.
            framed: whether punctuation behind it may make up for a surname that is none.
        """
        title = left + len(modifiers().at(self.text, left))
        if self.text[left : left + 1] in ("", "\n") or title_phrases().at(self.text, title):
            return None
        if dotted := self.naming.dotted(left):
            return dotted
        lift = (GROUNDED_LIFT if grounded else 0.0) - (LISTED_FALL if listed else 0.0)
        name = self.naming.titled(left, lift)
        if (name is None or name.chance < PROBABLE) and grounded and framed and not followers().at(self.text, left):
            name = self.naming.framed(left)
        if name and name.chance >= PROBABLE and self.starts.get(left, 0) <= name.right:
            return name
        return None

    def between(self, left: int, right: int) -> Name | None:
        """The name that fills a stretch between a body and a title (甲大学张乙教授)."""
        if right - left not in self.naming.lengths(left):
            return None
        name = self.naming.name(left, right, CERTAIN / 2, CERTAIN / 2)
        return name if name.chance >= CLEAR else None

    def list_before(self, right: int) -> list[Name]:
        """The names of a list right before a word that sums them up (甲、乙等县领导), from left to right."""
        text = self.text
        etc = joints("etc").before(text, right)
        end = right - len(etc)
        if end in self.lists_by_right:
            return list(self.lists_by_right[end])
        if not etc:
            return []
        name = self.naming.ending(end, CERTAIN / 2)
        return [name] if name and name.chance >= CLEAR else []

    def announced(self, left: int) -> list[Name]:
        """The names of a list behind a colon that follows `left` soon: 执行主席的有三人：甲、乙、丙."""
        colon = self.text.find("：", left, left + ANNOUNCED)
        if colon < 0 or any(c in CLAUSE_EDGES for c in self.text[left:colon]):
            return []
        return list(self.lists_by_left.get(colon + 1, ()))

    def past_bracket(self, at: int) -> int:
        """Behind a short bracket that begins at `at`, else `at`."""
        if self.text[at : at + 1] == "（":
            end = self.text.find("）", at, at + BRACKET)
            if end > 0:
                return end + 1
        return at

    def before(self, left: int, right: int, floor: int) -> tuple[list[Name], str]:
        """The holder of a chain of titles `left:right` that has no name behind it, and the status that the verb gives.

        Args:
            left: where the chain begins, with its first body.
            right: where its last title ends.
            floor: nothing left of this is looked at.
        """
        names, status = self.with_verb(left, floor)
        if not names:
            names, status = self.appointed(left, floor)
        if not names:
            names, status = self.deprived(left, right, floor)
        if not names and (name := self.apposed(left, right, floor)):
            names = [name]
        return names, status

    def with_verb(self, left: int, floor: int) -> tuple[list[Name], str]:
        """The subject of a verb right before a post (甲任局长), or that of the whole sentence (甲…，曾任局长)."""
        verb = statuses("verb").before(self.text, left)
        end = left - len(verb)
        if not verb or end <= floor:
            return [], ""
        status = statuses("verb").payload[verb]
        while adverb := joints("adverb").before(self.text, end):
            end -= len(adverb)
        time = self.time_before(end)
        if time is not None:
            end = time.left
            status = ENDED if not status and time.precision == "span" else status
        if names := self.list_up_to(end, floor):
            return names, status
        if (
            (len(verb) > 1 or time is not None)
            and self.text[end - 1 : end] in CLAUSE_OPENERS
            and (subject := self.subject(end))
        ):
            return [subject], status
        return [], ""

    def time_before(self, at: int) -> Time | None:
        """The time that is printed right before a verb: 甲2017年3月至2021年5月任局长."""
        if not any(c.isdigit() for c in self.text[max(0, at - LONGEST_TIME) : at]):
            return None
        found = times(self.text, max(0, at - LONGEST_TIME), at, ANY_DAY)
        return found[-1] if found and found[-1].right == at else None

    def subject(self, at: int) -> Name | None:
        """The name that opens the sentence before `at`, if it is the only name there."""
        floor = max(0, at - LONGEST_CLAUSE)
        start = max(self.text.rfind(c, floor, at) for c in SENTENCE_ENDS) + 1
        name = self.naming.starting(start) if start or not floor else None
        if name is None or name.chance < CLEAR:
            return None
        following = bisect_left(self.persons, name.right)
        return None if following < len(self.persons) and self.persons[following] < at else name

    def appointed(self, left: int, floor: int) -> tuple[list[Name], str]:
        """The names between a word of appointment and the post: 任命甲为局长, 免去甲的局长职务."""
        text = self.text
        link = statuses("link").before(text, left)
        for tie in dict.fromkeys((link, "")):
            end = left - len(tie)
            end -= len(joints("style").before(text, end))
            for size in (3, 2, 4):
                start = end - size
                colon = text[start - 1 : start] == "："
                order = statuses("lead").before(text, start - colon) if start > floor else ""
                if order and size in self.naming.lengths(start):
                    name = self.naming.name(start, end, CERTAIN, CERTAIN / 2)
                    if name.chance >= PROBABLE:
                        return [name], statuses("lead").payload[order]
            names = self.list_up_to(end, floor) if tie else []
            if names and (order := statuses("lead").before(text, names[0].left)):
                return names, statuses("lead").payload[order]
        return [], ""

    def list_up_to(self, right: int, floor: int) -> list[Name]:
        """The one or more names that end at `right`, from left to right, a word of address after the last apart."""
        right = self.before_style(right)
        names: list[Name] = []
        while right > floor:
            name = self.naming.ending(right, CERTAIN / 2)
            if name is None or name.left < floor or name.chance < PROBABLE:
                break
            names.insert(0, name)
            mark = joints("names").before(self.text, name.left)
            if not mark:
                break
            right = name.left - len(mark)
        return names

    def before_style(self, right: int) -> int:
        """Where a name ends that a word of address follows, with the number of those so called (甲、乙两位同志)."""
        right -= len(joints("style").before(self.text, right))
        at = right - len(joints("measure").before(self.text, right))
        if at < right and self.text[at - 1 : at].isnumeric():
            while self.text[at - 1 : at].isnumeric():
                at -= 1
            right = at - len(joints("etc").before(self.text, at))
        return right

    def deprived(self, left: int, right: int, floor: int) -> tuple[list[Name], str]:
        """Who loses a post: 免去甲同志的…职务，乙的…职务 and 甲的…、乙的…职务，同时免去; 甲任…，免去其…职务."""
        text = self.text
        if tie := joints("his").before(text, left):
            order = statuses("lead").before(text, left - len(tie))
            known = bisect_left(self.persons, left) - 1
            nearest = max(0, left - LONGEST_LIST)
            start = max(nearest - 1, *(text.rfind(c, nearest, left) for c in SENTENCE_ENDS))
            if order and known >= 0 and self.persons[known] > start:
                name = self.naming.starting(self.persons[known], CERTAIN)
                return ([name], statuses("lead").payload[order]) if name else ([], "")
        tie = joints("of").before(text, left)
        if not tie or not (status := self.removal(left, right)):
            return [], ""
        return self.list_up_to(left - len(tie), floor), status

    def removal(self, left: int, right: int) -> str:
        """The status that a word of removal gives to a post: one before it in its sentence, or one after it."""
        text = self.text
        floor = max(0, left - LONGEST_LIST)
        begin = max(floor, *(text.rfind(c, floor, left) + 1 for c in SENTENCE_ENDS))
        orders = [status for _, _, status in statuses("lead").find(text[begin:left])]
        if orders:
            return orders[-1]
        ends = [at for c in SENTENCE_ENDS if (at := text.find(c, right, right + LONGEST_LIST)) >= 0]
        end = min(ends, default=right + LONGEST_LIST)
        return next((status for _, _, status in statuses("tail").find(text[right:end])), "")

    def ordered(self, left: int, right: int) -> tuple[list[Name], str]:
        """The name that begins right behind a word of appointment and ends before `right`: 免去甲乙县教育局局长职务."""
        order = statuses("lead").before(self.text, left)
        name = self.naming.starting(left, CERTAIN) if order else None
        if name is None or name.right > right or name.chance < PROBABLE:
            return [], ""
        return [name], statuses("lead").payload[order]

    def apposed(self, left: int, right: int, floor: int) -> Name | None:
        """The name that a post between commas explains (甲，乙局局长，)."""
        text = self.text
        if text[left - 1 : left] != "，" or text[right : right + 1] not in ("，", "。", "；", "）", "\n", ""):
            return None
        name = self.naming.ending(left - 1, CERTAIN / 2)
        if name is None or name.left < floor or name.chance < CLEAR:
            return None
        return name if not name.left or text[name.left - 1] in CLAUSE_EDGES else None

    def titled_behind(self, right: int, floor: int, sole: bool) -> Name | None:
        """A name right before its title (张甲乙局长), if it is clearly a name and no part of a longer one.

        Args:
            right: where the title begins.
            floor: nothing left of this is looked at.
            sole: whether only one person at a time holds such a title (总书记), which makes a name likelier.
        """
        name = self.naming.ending(right, CERTAIN if sole else CERTAIN / 2)
        if name is None or name.left < floor or name.chance < (PROBABLE if sole else CLEAR) or right - name.left < 3:
            return None
        return None if name.left in self.taken else name
