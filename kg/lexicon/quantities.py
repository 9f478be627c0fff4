"""Printed quantities: text in, value as printed, number and unit out (4600万元 → 46000000 CNY)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import NumeralRow, RelationFragment, UnitRow

ARABIC = r"[0-9]{1,12}+(?:[,.][0-9]{1,9}+){0,4}+"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `left`, `right` span the value as printed, without the words around it."""

    left: int
    right: int
    value: str
    number: float | None
    unit: str  # CNY, t, m2 …: column `unit` of units.tsv
    kind: str  # money, mass, area, people, date …: column `kind` of units.tsv


@cache
def numerals() -> dict[str, NumeralRow]:
    """Chinese numerals and multipliers by character."""
    return {row.word: row for row in table("relations/numerals", NumeralRow)}


@cache
def units() -> dict[str, UnitRow]:
    """Units by their word."""
    return {row.word: row for row in table("relations/units", UnitRow)}


@cache
def expression() -> re.Pattern[str]:
    """Matches one quantity: number, multiplier, 余 or 多, unit."""
    by_kind: dict[str, list[str]] = {}
    for row in numerals().values():
        by_kind.setdefault(row.kind, []).append(row.word)
    single = "".join(sorted(by_kind["digit"]))
    digits = "".join(sorted(by_kind["digit"] + by_kind["ten"]))
    point = "|".join(sorted(by_kind["point"]))
    large = "".join(sorted(by_kind["large"] + by_kind["ten"]))
    vague = "|".join(sorted(by_kind["vague"]))
    before = "|".join(sorted(by_kind["about"], key=lambda w: (-len(w), w)))
    unit = "|".join(re.escape(u) for u in sorted(units(), key=lambda u: (-len(u), u)))
    return re.compile(
        rf"(?P<about>(?:{before}))?(?P<number>{ARABIC}|[{digits}]{{1,16}}+(?:(?:{point})[{single}]{{1,6}}+)?)(?P<large>(?:{vague})?[{large}]{{0,3}})(?P<vague>{vague})?(?P<unit>{unit})"
    )


@cache
def share() -> re.Pattern[str]:
    """Matches a share in words: 百分之十五."""
    kinds: dict[str, list[str]] = {}
    for row in numerals().values():
        kinds.setdefault(row.kind, []).append(row.word)
    single, point = "".join(sorted(kinds["digit"])), "|".join(sorted(kinds["point"]))
    digits = "".join(sorted(kinds["digit"] + kinds["ten"]))
    per = "|".join(sorted(kinds["per"]))
    return re.compile(rf"(?P<per>{per})(?P<number>{ARABIC}|[{digits}]{{1,16}}+(?:(?:{point})[{single}]{{1,6}}+)?)")


@cache
def date() -> re.Pattern[str]:
    """Matches a date as printed."""
    rows = table("relations/fragments", RelationFragment)
    return re.compile(next(row.expression for row in rows if row.name == "date"))


def quantities(text: str, left: int, right: int) -> list[Quantity]:
    """The quantities and dates of `text[left:right]`, dates first; offsets are into `text`."""
    found = [Quantity(m.start(), m.end(), m[0], None, "", "date") for m in date().finditer(text, left, right)]
    for m in share().finditer(text, left, right):
        number = number_of(m["number"], "")
        percent = None if number is None else round(number * numerals()[m["per"]].value, 6)
        found.append(Quantity(m.start(), m.end(), m[0], percent, "%", "percent"))
    for m in expression().finditer(text, left, right):
        row = units()[m["unit"]]
        number = number_of(m["number"], m["large"])
        found.append(
            Quantity(
                m.start("number"),
                m.end(),
                text[m.start("number") : m.end()],
                None if number is None else round(number * row.factor, 6),
                row.unit,
                row.kind,
            )
        )
    return found


def first_money(text: str, left: int, right: int) -> str:
    """The first amount of money in a stretch as printed, or an empty string."""
    return next((q.value for q in quantities(text, left, right) if q.kind == "money"), "")


def number_of(digits: str, large: str) -> float | None:
    """The number that digits and large multipliers print: 4600 and 万, 二十三 and an empty string."""
    base = float(digits.replace(",", "")) if digits[0].isascii() and digits[0].isdigit() else chinese_number(digits)
    if base is None:
        return None
    for character in large:
        row = numerals().get(character)
        if row is not None and row.kind in {"large", "ten"}:
            base *= row.value
    return base


def chinese_number(digits: str) -> float | None:
    """The number that Chinese numerals below 万 print: 二十三 is 23, 三点五 is 3.5."""
    total, current = 0.0, 0.0
    for place, character in enumerate(digits):
        row = numerals()[character]
        if row.kind == "point":
            behind = "".join(f"{numerals()[d].value:.0f}" for d in digits[place + 1 :])
            return total + current + float(f"0.{behind or 0}")
        if row.kind == "ten":
            total += (current or 1.0) * row.value
            current = 0.0
        else:
            current = current * 10 + row.value if current else row.value
    return total + current
