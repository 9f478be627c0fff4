"""Who signed: bylines on their own lines, lead-ins such as 本报讯（记者 …）, signatures at the end, photo credits.

All patterns are matched on squeezed text; where names part is decided by `names.split_names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ReadingRoleRow
from kg.model import Author
from kg.reading.names import DELIMITERS, NO_SURNAME, Names, name_cost, split_names
from kg.reading.patterns import pattern
from kg.reading.squeezed import HAN, Squeezed

BULLETS = re.compile(r"^[■□●◆◇○☆★▣▪◎•\[【（(《]+")
TERMINAL = "。！？!?…；"
BRACKETS = frozenset("[【（(《")
CLOSING = {"（": "）", "【": "】", "[": "]", "〔": "〕", "［": "］"}
SURE, LIKELY = 1.1, 2.4  # dearest name allowed without and with a word such as 记者 beside it
LONGEST_BYLINE = 90
LONGEST_SIGNATURE = 70
SHORTEST_ORGAN = 3


@dataclass(frozen=True, slots=True)
class Byline:
    """Authors as (left, right, role) in the squeezed text they were read from; what else tells about the byline."""

    authors: tuple[tuple[int, int, str], ...]
    bullet: bool = False  # begins with ■ or the like
    roles: bool = False  # holds a word such as 记者
    photo: bool = False  # ends with a photographer's credit
    first_role: bool = False  # begins with such a word

    def in_file(self, text: Squeezed) -> tuple[Author, ...]:
        """The authors with offsets in the file."""
        return tuple(Author(text.text[a:b], role, text.at[a], text.at[b - 1] + 1) for a, b, role in self.authors)


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead-in at the beginning of a body: where it ends, its authors, place, month and day, paper."""

    end: int
    byline: Byline | None
    place: str | None
    date: str | None
    paper: str | None


@cache
def role_words() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """Expression for words before and after names, the roles of those before, and those after."""
    rows = table("reading/roles", ReadingRoleRow)
    before = {r.word: r.role for r in rows if r.side == "before"}
    after = frozenset(r.word for r in rows if r.side == "after")
    words = sorted(set(before) | after, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words))), before, after


def parse_byline(text: Squeezed) -> Byline | None:
    """Read a whole text as a byline; None if any part of it is neither a name nor a word of a byline."""
    s = text.text
    if not 2 <= len(s) <= LONGEST_BYLINE or any(pattern(p).search(s) for p in ("meta", "prose", "author_note")):
        return None
    words, before, after = role_words()
    head = BULLETS.match(s) or pattern("bullet_scan").match(s)
    if head is None and not words.search(s):
        return None
    left, right = (head.end() if head else 0), len(s)
    while right > left and s[right - 1] in "）)】]》：:。":
        right -= 1
    bullet = bool(head and not set(head.group()) <= BRACKETS)
    authors: list[tuple[int, int, str]] = []
    role, seen, photo, first = "", False, False, False
    here = left
    pending: list[tuple[int, int]] = []
    for hit in [*words.finditer(s, left, right), None]:
        stop = hit.start() if hit else right
        if hit and not is_word(text, hit, here, right, before, after):
            continue
        segment = organ_before(text, here, stop, hit)
        if segment > here and not only_marks(s[here:segment]):
            pending += without_organs(text, here, segment)
        for number, (a, b) in enumerate(pending):
            names = split_names(text, a, b)
            if names is None or names.cost > (LIKELY if seen or hit else SURE):
                return None
            spans = names.spans
            reports = hit is not None and pattern("report_word").match(hit.group())
            if reports and len(spans) > 1 and name_cost(text, *spans[-1]) >= NO_SURNAME:
                spans = spans[:-1]  # 记者 李明 临江报道: where from
            authors += [(x, y, "" if number else role) for x, y in spans]  # after an organ: its own people
        pending = []
        if hit is None:
            break
        word = hit.group()
        seen = True
        if word in before and not (word in after and authors and hit.end() >= right):
            role = before[word]
            first = first or (hit.start() - left < 12 and not authors)
        else:
            if not (head or first or is_photo(word) or text.gap(hit.start())):
                return None
            role = ""
            photo = photo or is_photo(word)
        here = hit.end()
    if not authors or (not seen and not bullet and not head):
        return None
    return Byline(tuple(authors), bullet, seen, photo, first)


def is_word(
    text: Squeezed, hit: re.Match[str], here: int, right: int, before: dict[str, str], after: frozenset[str]
) -> bool:
    """Whether a word of a byline is one here, and not part of a name or of another word."""
    word = hit.group()
    if word in before and word not in after:
        return True
    at_end = hit.end() >= right or text.gap(hit.end()) or not re.match(f"[{HAN}]", text.text[hit.end()])
    return at_end or len(word) > 2 or (word in before and hit.start() == here)


def is_photo(word: str) -> bool:
    """Whether a word after names is a photographer's credit."""
    return bool(pattern("photo").search(word))


def only_marks(part: str) -> bool:
    """Whether a stretch holds delimiters only."""
    return not re.search(r"[^、，,/；;|｜。:：（）()·\-—]", part)


def organ_before(text: Squeezed, left: int, right: int, hit: re.Match[str] | None) -> int:
    """Where names end before a word: an organ before 记者 (河北日报 记者) is no name."""
    if hit is None or right <= left:
        return right
    found = pattern("reporters_organ").search(text.text, left, right)
    if not found:
        return right
    borders = [i for i in range(left + 1, found.end() - 1) if text.gap(i) or text.text[i - 1] in "、，/；|："]
    for start in reversed([i for i in borders if found.end() - i >= SHORTEST_ORGAN]):
        names = split_names(text, left, start)
        if names and names.cost <= LIKELY:
            return start
    return left if found.start() <= left else found.start()


def without_organs(text: Squeezed, left: int, right: int) -> list[tuple[int, int]]:
    """The stretches of names around organs that stand among them, as in 李明 某联盟临江站 王红."""
    found: list[tuple[int, int]] = []
    for hit in pattern("byline_organ").finditer(text.text, left, right):
        end = hit.end()
        if not (end == right or text.gap(end) or text.text[end] in DELIMITERS):
            continue
        starts = [left, *(i for i in range(left + 1, end) if text.gap(i) or text.text[i - 1] in DELIMITERS)]
        for start in reversed([i for i in starts if end - i > SHORTEST_ORGAN]):
            names = split_names(text, left, start)
            if start == left or (names and names.cost <= LIKELY):
                if names:
                    found.append((left, start))
                left = end
                break
    if left < right and not only_marks(text.text[left:right]):
        found.append((left, right))
    return found


def lead_in(text: Squeezed) -> Lead | None:
    """The lead-in at the beginning of a paragraph, if there is one."""
    s = text.text[:160]
    if s[:1] in CLOSING:
        close = s.find(CLOSING[s[0]], 0, LONGEST_BYLINE)
        byline = parse_byline(text.part(0, close + 1)) if close > 0 else None
        if byline and byline.first_role:
            return Lead(close + 1, byline, None, None, None)
    hit = pattern("lead").match(s)
    if not hit:
        return local_lead(text) or report_lead(text)
    end = hit.end()
    own = len(hit["paper"]) == 2
    dated = pattern("lead_date").search(hit["middle"])
    bracket = s[end : end + 1] in CLOSING
    if not (own or dated or bracket or hit["mark"] or text.gap(end) or s[end : end + 1] == "“"):
        return None
    byline = None
    if bracket:
        close = s.find(CLOSING[s[end]], end, end + LONGEST_BYLINE)
        byline = parse_byline(text.part(end, close + 1)) if close > 0 else None
        if byline:
            byline = shifted(byline, end)
            end = close + 1
    elif run := pattern("byline_report").match(s[end:]):
        byline = parse_byline(text.part(end, end + run.end()))
        if byline:
            byline = shifted(byline, end)
            end += run.end()
    place = hit["middle"][: dated.start()] if dated else hit["middle"]
    return Lead(end, byline, place or None, dated.group() if dated else None, None if own else hit["paper"])


def local_lead(text: Squeezed) -> Lead | None:
    """The lead-in of a place, 柳河县消息, or of its outlet, with a byline in brackets: 柳河讯【记者 李明】."""
    hit = pattern("lead_place").match(text.text)
    if hit and text.gap(hit.end()):
        return Lead(hit.end(), None, hit["paper"], None, None)
    hit = pattern("lead_local").match(text.text)
    if not hit or text.text[hit.end() : hit.end() + 1] not in CLOSING:
        return None
    close = text.text.find(CLOSING[text.text[hit.end()]], hit.end(), hit.end() + LONGEST_BYLINE)
    byline = parse_byline(text.part(hit.end(), close + 1)) if close > 0 else None
    return Lead(close + 1, shifted(byline, hit.end()), None, None, hit["paper"]) if byline else None


def report_lead(text: Squeezed) -> Lead | None:
    """A byline that runs into its text, as in 本报记者 李明 报道：近日."""
    hit = pattern("lead_report").match(text.text[:160])
    if not hit:
        return None
    byline = parse_byline(text.part(0, hit.end()))
    return Lead(hit.end(), byline, None, None, None) if byline else None


def shifted(byline: Byline, by: int) -> Byline:
    """The same byline in a text that begins `by` characters earlier."""
    authors = tuple((a + by, b + by, role) for a, b, role in byline.authors)
    return Byline(authors, byline.bullet, byline.roles, byline.photo, byline.first_role)


def signature(text: Squeezed) -> tuple[int, Byline] | None:
    """The signature at the end of a paragraph: where it begins, and its authors as offsets in `text`."""
    s = text.text
    low = max(0, len(s) - LONGEST_SIGNATURE)
    if s.endswith("）"):
        start = s.rfind("（", low)
        if start < 0:
            return None
        byline = parse_byline(text.part(start, len(s)))
        inside = byline is not None and (byline.roles or start == 0 or s[start - 1] in TERMINAL + "”’")
        if byline and inside and all(b - a >= 2 for a, b, _ in byline.authors):
            return start, shifted(byline, start)
        return office_signature(text, start)
    for i in range(len(s) - 2, low, -1):
        if s[i] in TERMINAL + "”" or (i in text.blanks and i < len(s) - 3):
            byline = parse_byline(text.part(i + (s[i] in TERMINAL + "”"), len(s)))
            if (
                byline
                and byline.roles
                and (byline.first_role or byline.photo)
                and s[i - (s[i] not in TERMINAL)] in TERMINAL + "”"
            ):
                start = i + (s[i] in TERMINAL + "”")
                return start, shifted(byline, start)
    return None


def office_signature(text: Squeezed, start: int) -> tuple[int, Byline] | None:
    """A signature with the author's office: （某局局长 李明）."""
    s = text.text
    inner = s[start + 1 : -1]
    if (start and s[start - 1] not in TERMINAL + "”") or not pattern("signature_office").search(inner):
        return None
    last = len(s) - 1
    if pattern("author_note").search(inner):
        return start, Byline(())
    gaps = [i for i in range(start + 2, last) if text.gap(i) and last - i <= 4]
    offices = [start + 1 + hit.end() for hit in pattern("signature_office").finditer(inner)]
    for i in gaps or [i for i in offices if 2 <= last - i <= 4]:
        names = split_names(text, i, last)
        if names and names.cost < SURE and len(names.spans) == 1 and i > start + 3:
            return start, Byline(((*names.spans[0], ""),))
    return None


def names_of(text: Squeezed, left: int, right: int) -> Names | None:
    """Names after a label such as 作者：, as many of the first words as are names."""
    stops = [i for i in range(left + 1, right) if text.gap(i)] + [right]
    best = None
    for stop in stops:
        names = split_names(text, left, stop)
        if names and names.cost <= SURE:
            best = names
        elif stop - left > 4:
            break
    return best
