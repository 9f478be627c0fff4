"""Who builds what and who pays for it: scene in, undertakes and finances out."""

from __future__ import annotations

from kg.lexicon.quantities import first_money
from kg.model import EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.loans import lend
from kg.relations.names import short
from kg.relations.patterns import find
from kg.relations.scene import Scene, posts_by_holder
from kg.relations.speakers import follow_speakers

BRAND = 3  # characters that a firm and its plant share: 甲乙丙酒业, 甲乙丙酒厂扩建项目


def undertake(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter undertakes and finances."""
    by_pattern(scene, topics, ledger)
    by_name(scene, ledger)
    by_speaker(scene, ledger)
    lend(scene, topics, follow_speakers(scene, topics), ledger)


def by_pattern(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """The rows of relations/undertakings.tsv; an elided subject is the topic."""
    for line in scene.lines:
        for m in find("undertakings", line):
            given = [(s.entity, min(s.left, m.left)) for s in m.subjects]
            if m.pattern.elided:
                if all(ledger.has(Predicate.UNDERTAKES, object=o.entity) for o in m.objects):
                    continue
                topic = topics.at(line, m.start, m.pattern.subjects)
                given = [] if topic is None else [(t, m.left) for t in topic.entities]
            amount = ""
            if m.pattern.predicate is Predicate.FINANCES:
                amount = first_money(scene.page.clean, m.left, min(line.right, m.right + 40))
            for subject, left in given:
                for o in m.objects:
                    ledger.enter(
                        subject,
                        m.pattern.predicate,
                        o.entity,
                        left,
                        max(m.right, o.right),
                        f"undertakings.{m.pattern.id}",
                        m.pattern.confidence,
                        amount=amount,
                    )


def by_name(scene: Scene, ledger: Ledger) -> None:
    """A project whose name begins with a company's is that company's; one that begins like a company's is likely so."""
    brands: dict[str, str] = {}
    for company in scene.resolution.entities:
        if company.type is EntityType.COMPANY:
            for name in short(company):
                brands.setdefault(name[:BRAND], company.id)
    for project in scene.resolution.entities:
        if project.type is not EntityType.PROJECT or not project.mentions:
            continue
        m = scene.recognition.mentions[project.mentions[0]]
        owner = scene.names.body_before(short(project), (EntityType.COMPANY,), 2)
        head = project.name[:BRAND]
        if owner is not None:
            ledger.enter(owner, Predicate.UNDERTAKES, project.id, m.left, m.right, "undertakings.name", 0.9)
        elif len(head) == BRAND and head in brands and not any(scene.names.places.find(head)):
            ledger.enter(brands[head], Predicate.UNDERTAKES, project.id, m.left, m.right, "undertakings.brand", 0.7)


def by_speaker(scene: Scene, ledger: Ledger) -> None:
    """Whose manager speaks of a project runs it: the company of a post in the project's line or the next."""
    bodies = {
        post.holder: body for post, body in posts_by_holder(scene) if scene.entities[body].type is EntityType.COMPANY
    }
    holders = {scene.recognition.mentions[h].left: body for h, body in bodies.items()}
    for line in scene.lines:
        speakers = [
            (a, holders[a.name_left]) for a in line.named() if a.type is EntityType.PERSON and a.name_left in holders
        ]
        if not speakers:
            continue
        near = [
            other for other in scene.lines[max(0, line.index - 1) : line.index + 1] if other.article == line.article
        ]
        for other in reversed(near):
            projects = [a for a in other.named() if a.type is EntityType.PROJECT]
            for p in projects:
                if not ledger.has(Predicate.UNDERTAKES, object=p.entity):
                    a, body = speakers[0]
                    left, right = (min(a.left, p.left), max(a.right, p.right)) if other is line else (a.left, a.right)
                    ledger.enter(body, Predicate.UNDERTAKES, p.entity, left, right, "undertakings.speaker", 0.7)
