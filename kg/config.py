"""What a user may set. Everything here can change the result, so everything here is part of a run's name."""

from __future__ import annotations

from dataclasses import dataclass

BASE = "https://kg.invalid/"  # a namespace that resolves nowhere and is nobody else's


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a build. All have a default, and none of them depends on the machine.

    Args:
        home: name or division code of the place that 我市, 市委 and 全市 stand for; None to infer it from each page.
        province: name or code of the province whose village names are loaded; None for the home's province.
        seeds: folder of seed tables (see seeds/README.md), or None. Never on by default.
        base: namespace of the IRIs.
        disable: names of recognition components to switch off.
    """

    home: str | None = None
    province: str | None = None
    seeds: str | None = None
    base: str = BASE
    disable: tuple[str, ...] = ()
