"""Projects, programs, events, honours and documents: which mentions are one thing, and its fullest name.

Two names are one thing when they are equal but for quotes and edition words, when one is the other and a general tail
(“甲乙” and “甲乙”模式), when one is quoted within the other, or when the shorter makes up most of the longer and fits
no other of the page.
"""

from __future__ import annotations

import re

from kg.lexicon.divisions import Division
from kg.resolution.chains import leading
from kg.resolution.home import level_head
from kg.resolution.scene import Scene
from kg.resolution.words import patterns, plain, spellings, squeeze, strip_end, words

QUOTED = re.compile("“([^“”]{2,})”")
SHORTEST = 4  # characters of a core that may stand for a longer name
TAIL, HEAD = 0.5, 0.85  # share of the longer core that the shorter must make up at its end, or at its beginning


def label_name(name: str, left: int, scene: Scene) -> str:
    """A thing's full name: a level word at its head becomes the area that it speaks of (全市某会议 → 甲市某会议)."""
    text = squeeze(name)
    head = level_head(text)
    if head is not None:
        area = scene.at(head[1], left)
        if area is not None:
            return area.name + text[len(head[0]) :]
    return text


def label_key(name: str) -> str:
    """A name for comparing: no quotes, one word for first editions."""
    key = plain(name)
    for form, canonical in sorted(spellings("ordinals").items()):
        key = key.replace(form, canonical)
    return key


def core_of(key: str) -> str:
    """A comparison key without general tails."""
    before = ""
    while before != key:
        before, key = key, strip_end(key, words("label_tails"), SHORTEST - 1)
    return key


def merge_labels(names: list[str], home: Division | None, contained: bool = True) -> list[tuple[int, int]]:
    """Pairs (short, long) of indices that are one thing. A short name that fits several is paired with none.

    Args:
        names: names of one type, of distinct keys.
        home: the page's home, to see which names begin with a place.
        contained: whether a name inside a longer one may be the same thing; honours count as printed.
    """
    keys = [label_key(n) for n in names]
    cores = [core_of(leading(k, home).rest or k) if contained else core_of(k) for k in keys]
    quoted: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        for inner in QUOTED.findall(name):
            quoted.setdefault(label_key(inner), []).append(i)
    heads: dict[str, list[int]] = {}
    tails: dict[str, list[int]] = {}
    for i, core in enumerate(cores):
        heads.setdefault(core[:3], []).append(i)
        tails.setdefault(core[-3:], []).append(i)
    pairs = []
    for i, core in enumerate(cores):
        twins = [j for j in heads[core[:3]] if j > i and cores[j] == core]
        pairs += [(i, j) for j in twins[:1]]
        if contained:
            around = [j for j in quoted.get(keys[i], []) if j != i]
            pairs += [(i, j) for j in around if len(around) == 1]
        if len(core) < SHORTEST or not contained:
            continue
        near = sorted({*heads[core[:3]], *tails[core[-3:]]} - {i})
        fits = [j for j in near if len(cores[j]) > len(core) and _within(core, cores[j])]
        if len({cores[j] for j in fits}) == 1:
            pairs.append((i, fits[0]))
    return pairs


def _within(short: str, long: str) -> bool:
    share = len(short) / len(long)
    if long.endswith(short) and (share >= TAIL or any(p.match(short) for p in patterns("sessions"))):
        return True
    return (long.startswith(short) and share >= HEAD) or _without_edition(short, long)


def _without_edition(short: str, long: str) -> bool:
    """Whether the shorter name is the longer without its edition (某中学读书节 of 某中学第六届读书节)."""
    return any(label_key(p.sub("", long)) == short for p in patterns("editions"))
