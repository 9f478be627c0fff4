"""Where found relations are entered: one entry for each assertion, with the best of its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Predicate, Relation
from kg.relations.scene import Scene

Key = tuple[str, Predicate, str, str, str]


@dataclass(slots=True)
class Ledger:
    """Relations of one page while they are collected. Of two with one key the more confident, then shorter, stays."""

    scene: Scene
    entries: dict[Key, Relation] = field(default_factory=dict)
    known: set[tuple[Predicate, str | None, str | None]] = field(default_factory=set)
    spans: dict[Key, tuple[int, int]] = field(default_factory=dict)  # of each entry's evidence in `Page.clean`

    def enter(
        self,
        subject: str,
        predicate: Predicate,
        object: str,
        left: int,
        right: int,
        rule: str,
        confidence: float,
        title: str = "",
        status: str = "",
        role: str = "",
        amount: str = "",
        date: str = "",
    ) -> None:
        """Enter one relation. `left`, `right` span its evidence in `Page.clean`; a thing has no relation to itself."""
        if subject == object or left >= right:
            return
        page = self.scene.page
        region = page.region_at(left)
        if region is None:
            return
        right = min(right, page.regions[region].right)
        evidence = page.evidence(left, right)
        new = Relation(
            subject,
            predicate,
            object,
            evidence,
            rule,
            confidence,
            title=title,
            status=status,
            role=role,
            amount=amount,
            date=date,
        )
        first, second = (
            (object, subject) if predicate is Predicate.COOPERATES_WITH and object < subject else (subject, object)
        )
        key = (first, predicate, second, title, status)
        self.known |= {
            (predicate, subject, object),
            (predicate, subject, None),
            (predicate, None, object),
            (predicate, None, None),
        }
        old = self.entries.get(key)
        if old is None or rank(new) < rank(old):
            self.entries[key] = new
            self.spans[key] = (left, right)

    def has(self, predicate: Predicate, subject: str | None = None, object: str | None = None) -> bool:
        """Whether a relation with this predicate and these ends is entered; None stands for any."""
        return (predicate, subject, object) in self.known

    def of(self, predicate: Predicate) -> list[Relation]:
        """The relations of one predicate, as entered."""
        return [r for k, r in self.entries.items() if k[1] is predicate]

    def close(self) -> tuple[Relation, ...]:
        """All relations, sorted by where they are shown."""
        return tuple(
            sorted(
                self.entries.values(),
                key=lambda r: (r.evidence.start, r.evidence.end, r.predicate, r.subject, r.object, r.title, r.status),
            )
        )


def rank(r: Relation) -> tuple[float, int, int, str]:
    """Smaller is better: confidence, then the shorter and earlier evidence."""
    return (-r.confidence, r.evidence.end - r.evidence.start, r.evidence.start, r.rule)
