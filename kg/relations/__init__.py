"""Relations: a page, its names and who is who go in; relations and attributes, each with its evidence, come out.

`scene.py` lays the page out as lines of arguments, `clauses.py` says who acts where nobody is named,
`patterns.py` is the language of the tables in kg/lexicon/relations; one module a family of predicates reads
from these and enters into the ledger. `calendar.py` then says when each happened or holds, `calibration.py`
how likely it is.
"""

from __future__ import annotations

from kg.model import Attribute, Page, Recognition, Relation, Resolution


def relate(
    page: Page, recognition: Recognition, resolution: Resolution
) -> tuple[tuple[Relation, ...], tuple[Attribute, ...]]:
    """Find what a page asserts between its entities, and of them in numbers.

    Args:
        page: the page as read.
        recognition: its mentions, references and posts.
        resolution: its entities, and which of them each mention, reference and post stands for.

    Returns:
        Relations, one for each subject, predicate, object, title and status, with a calibrated confidence; attributes.
        Both sorted by place.

    """
    from kg.relations.attributes import measure
    from kg.relations.calendar import Calendar, dated, dated_figures
    from kg.relations.calibration import calibrate
    from kg.relations.clauses import follow_topics
    from kg.relations.events import gather
    from kg.relations.geography import map_places
    from kg.relations.honours import honour
    from kg.relations.ledger import Ledger
    from kg.relations.membership import belong
    from kg.relations.places import locate
    from kg.relations.positions import hold_posts
    from kg.relations.programs import run_programs
    from kg.relations.proofs import prove, show_both
    from kg.relations.scene import set_scene
    from kg.relations.undertakings import undertake
    from kg.relations.visits import visit

    scene = set_scene(page, recognition, resolution)
    topics = follow_topics(scene)
    ledger = Ledger(scene)
    hold_posts(scene, ledger)
    geography = map_places(scene, topics, ledger)
    visits = visit(scene, ledger)
    locate(scene, topics, geography, visits.zones, visits.guests, ledger)
    prove(scene, ledger)
    belong(scene, topics, ledger)
    undertake(scene, topics, ledger)
    gather(scene, topics, ledger)
    run_programs(scene, topics, geography, ledger)
    honour(scene, topics, ledger)
    show_both(scene, ledger)
    calendar = Calendar(scene)
    relations = calibrate(dated(calendar, ledger), recognition, resolution)
    return relations, dated_figures(calendar, measure(scene, topics))
