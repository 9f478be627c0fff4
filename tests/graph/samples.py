"""Graphs for tests: a small one with everything in it, big ones of any size, and a strategy for any at all."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.graph import Graph
from kg.model import (
    Author,
    EntityType,
    Fact,
    Measure,
    Node,
    PageReport,
    Predicate,
    Skipped,
    Source,
    Witness,
)
from kg.ontology import vocabulary

BASE = "https://kg.invalid/"
KINDS = {t: x.kind for t, x in vocabulary().types.items()}


def node(name: str, type: EntityType, **other) -> Node:
    id = f"{KINDS[type]}:{name}"
    values = {
        "aliases": (name,),
        "official": False,
        "code": None,
        "longitude": None,
        "latitude": None,
        "mentions": 1,
        "sources": (),
    }
    return Node(id=id, type=type, name=name, **(values | other))


def witness(start: int, quote: str, page: str = "云岭日报/2024-03-06.txt", article: int | None = 1, **other) -> Witness:
    source = None if article is None else f"{page}#{article}"
    return Witness(
        page, source, start, start + len(quote), quote, **({"rule": "posts.plain", "confidence": 0.9} | other)
    )


def fact(id: str, subject: Node, predicate: Predicate, object: Node, *witnesses: Witness, **other) -> Fact:
    values = {
        "title": "",
        "status": "",
        "role": "",
        "amount": "",
        "number": None,
        "unit": "",
        "date": "",
        "first": "2024-03-06",
        "last": "2024-03-06",
        "confidence": 0.9,
    }
    return Fact(id, subject.id, predicate, object.id, **(values | other), witnesses=witnesses)


DECIDED = {"since": "2019-06-27", "until": "2019-06-27"}
CHANGED = {"since": "2021", "until": "2023-11", "within": "body:云岭市政府"}


def sample() -> Graph:
    """A small graph that has every kind of thing, qualifier and oddity."""
    page, other_page = "云岭日报/2024-03-06.txt", "b 版.md"
    a1, a2, b1 = f"{page}#1", f"{page}#2", f"{other_page}#1"
    school = node("云岭学堂", EntityType.ORG, sources=(a2,))
    person = node(
        "方启航", EntityType.PERSON, official=True, mentions=7, aliases=("方启航", "方启舫"), sources=(a1, b1)
    )
    reporter = node("梁一诺", EntityType.PERSON, mentions=2, sources=(a1, a2))
    namesake = Node(
        "person:邓若溪@云岭学院",
        EntityType.PERSON,
        "邓若溪",
        ("邓若溪",),
        False,
        None,
        None,
        None,
        1,
        (a2,),
        "person:邓若溪",
    )
    namesake2 = Node(
        "person:邓若溪@启明",
        EntityType.PERSON,
        "邓若溪",
        ("邓若溪",),
        False,
        None,
        None,
        None,
        1,
        (a1,),
        "person:邓若溪",
    )
    body = node("云岭市政府", EntityType.ORG, mentions=3, aliases=("市政府", "云岭市人民政府"), sources=(a1,))
    college = node("云岭学院", EntityType.ORG, sources=(a2,))
    company = node("云岭启明新材料有限公司", EntityType.COMPANY, aliases=("启明新材料",), mentions=5, sources=(a1, a2))
    city = node(
        "云岭市", EntityType.PLACE, code="371500", longitude=115.98, latitude=36.45, mentions=9, sources=(a1, a2, b1)
    )
    town = node("青石镇", EntityType.PLACE, code="371521101000", sources=(a2,))
    project = node('年产5万吨"再生铝"项目（二期）', EntityType.PROJECT, sources=(a1,), mentions=2)
    program = node("“一园一策”服务机制", EntityType.PROGRAM, sources=(a1,))
    event = node("第三届云岭读书节", EntityType.EVENT, sources=(a2,))
    honour = node("省级绿色矿山", EntityType.HONOUR, sources=(b1,))
    document = node("=HYPERLINK(《云岭市节水条例》)", EntityType.DOCUMENT, sources=(b1,))
    nodes = (
        person,
        reporter,
        namesake,
        namesake2,
        body,
        school,
        college,
        company,
        city,
        town,
        project,
        program,
        event,
        honour,
        document,
    )
    p = Predicate
    both = witness(40, "市委常委、常务副市长\n方启航")
    facts = (
        fact(
            "f01",
            person,
            p.POSITION,
            body,
            both,
            witness(7, "副市长方启航", other_page),
            title="常务副市长",
            date="2023-11-02",
            last="2024-03-08",
        ),
        fact(
            "f02",
            person,
            p.POSITION,
            city,
            witness(80, "原县长方启航"),
            title="县长",
            status="former",
            date="去年底",
            until="2022-12",
        ),
        fact("f03", namesake2, p.POSITION, company, witness(99, "总经理邓若溪"), title="总经理"),
        fact(
            "f04",
            company,
            p.UNDERTAKES,
            project,
            witness(120, "启明新材料投资4600万元"),
            amount="4600万元",
            number=46000000.0,
            unit="CNY",
        ),
        fact("f05", project, p.LOCATED_IN, town, witness(140, "在青石镇"), date="2024-02-31"),
        fact("f06", town, p.LOCATED_IN, city, witness(150, "云岭市青石镇")),
        fact("f07", body, p.IMPLEMENTS, program, witness(200, "实施“一园一策”")),
        fact("f08", company, p.PARTICIPATES_IN, program, witness(200, "实施“一园一策”")),
        fact("f09", person, p.INSPECTED, project, witness(240, "方启航到项目现场")),
        fact("f10", namesake, p.ATTENDED, event, witness(300, "邓若溪主持", article=2), role="主持"),
        fact("f11", college, p.ORGANISED, event, witness(320, "云岭学院主办", article=2)),
        fact("f12", college, p.COOPERATES_WITH, company, witness(340, "校企签约", article=2)),
        fact(
            "f13",
            company,
            p.RECEIVED,
            honour,
            witness(30, "获评\x0b省级绿色矿山\x00", other_page, None),
            first=None,
            last=None,
        ),
        fact("f14", body, p.ISSUED, document, witness(60, '印发"条例"\\', other_page), date="2024-03"),
        fact("f15", company, p.FOUNDED, college, witness(380, "捐建", article=2)),
        fact("f16", body, p.FINANCES, company, witness(400, "拨付", article=2), amount="若干"),
        fact("f17", college, p.PART_OF, body, witness(420, "隶属", article=2)),
        fact("f18", school, p.REPLACED_BY, college, witness(440, "云岭学堂", article=2), role="renamed", **DECIDED),
        fact("f19", reporter, p.SUCCEEDED_BY, person, witness(40, "副市长\n方启航"), title="副市长", **CHANGED),
    )
    measures = (
        Measure(
            "m1",
            project.id,
            "investment",
            "4600万元",
            46000000.0,
            "CNY",
            0.95,
            (witness(120, "启明新材料投资4600万元"),),
        ),
        Measure("m2", project.id, "capacity", "5万吨", 50000.0, "t", 0.9, (witness(500, "年产5万吨"),)),
        Measure(
            "m3",
            project.id,
            "date",
            "7月28日",
            None,
            "",
            0.8,
            (witness(520, "7月28日开工"),),
            "2023-07-28",
            "2023-07-28",
        ),
        Measure("m4", company.id, "jobs", "300余人", 300.0, "person", 0.8, (witness(540, "300余人"),)),
    )
    digest = "ab" * 32
    sources = (
        Source(
            a1,
            page,
            digest,
            "市领导调研\n重点项目",
            (Author("梁一诺", "记者", 5, 8),),
            "2024-03-05",
            "云岭日报",
            "2024-03-06",
            10,
            290,
        ),
        Source(
            a2,
            page,
            digest,
            "",
            (Author("梁一诺", "记者", 5, 8), Author("佚名", "", 9, 11)),
            None,
            "云岭日报",
            "2024-03-06",
            295,
            560,
        ),
        Source(b1, other_page, "cd" * 32, "条例出台", (), None, None, None, 0, 90),
    )
    skipped = (Skipped(0, 10, "navigation"), Skipped(560, 600, "no letters"))
    reports = (
        PageReport(page, digest, "utf-8", 600, 545, 60, 2, 20, 12, 15, 4, "云岭日报", "2024-03-06", "371500", skipped),
        PageReport(other_page, "cd" * 32, "gb18030", 95, 90, 9, 1, 4, 4, 3, 0, None, None, None, ()),
        PageReport("broken.txt", "", "", 0, 0, 0, 0, 0, 0, 0, 0, None, None, None, (), "broken.txt: not text"),
    )
    return graph_of(nodes, facts, measures, sources, reports)


def graph_of(nodes, facts=(), measures=(), sources=(), reports=(), run="0123456789abcdef", base=BASE) -> Graph:
    """A graph in the order that merging gives."""
    return Graph(
        tuple(sorted(nodes, key=lambda n: n.id)),
        tuple(sorted(facts, key=lambda f: (f.subject, f.predicate, f.object, f.id))),
        tuple(sorted(measures, key=lambda m: (m.subject, m.name, m.id))),
        tuple(sources),
        tuple(reports),
        run,
        base,
    )


def city_graph(size: int, degree: float = 2.0) -> Graph:
    """A graph of `size` nodes: places with their companies, officials and projects; some nodes alone."""
    types = (EntityType.PLACE, EntityType.COMPANY, EntityType.PERSON, EntityType.PROJECT, EntityType.ORG)
    fit = {
        EntityType.PLACE: (Predicate.LOCATED_IN, EntityType.PLACE),
        EntityType.COMPANY: (Predicate.LOCATED_IN, EntityType.PLACE),
        EntityType.PERSON: (Predicate.POSITION, EntityType.ORG),
        EntityType.PROJECT: (Predicate.LOCATED_IN, EntityType.PLACE),
        EntityType.ORG: (Predicate.LOCATED_IN, EntityType.PLACE),
    }
    nodes = [node(f"甲{i}", types[i % 5], mentions=1 + (size // (i + 1)) % 97) for i in range(size)]
    by_type = {t: nodes[i::5] for i, t in enumerate(types)}
    facts = []
    for i in range(int(size * degree)):
        subject = nodes[(i * 7919) % size]
        predicate, target = fit[subject.type]
        options = by_type[target] or nodes[:1]
        object = options[(i * i + i // 3) % max(1, len(options) // (1 + i % 9))]
        if i % 10 and subject is not object:
            facts.append(fact(f"f{i}", subject, predicate, object, witness(i * 10, f"第{i}句")))
    return graph_of(nodes, facts)


texts = st.text(st.characters(blacklist_categories=()), min_size=1, max_size=12)
names = st.one_of(st.text("甲乙丙丁·a.-_ “”（）\\\"'<>&=\x00\x0b\ud800\ufffe𠀀", min_size=1, max_size=8), texts)
dates = st.sampled_from([None, "2024-03-06", "2024-03-09", "2024-03", "2024", "2024-02-31", "x"])


@st.composite
def graphs(draw) -> Graph:
    """Any graph whose relations the vocabulary admits, with hostile names and quotes."""
    found = {}
    for name, type in draw(st.lists(st.tuples(names, st.sampled_from(list(EntityType))), min_size=1, max_size=8)):
        n = node(
            name,
            type,
            aliases=tuple(draw(st.lists(names, max_size=2))),
            official=draw(st.booleans()) and type is EntityType.PERSON,
        )
        found[n.id] = n
    nodes = list(found.values())
    words = vocabulary()
    facts = []
    for i in range(draw(st.integers(0, 10))):
        subject, object = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        fitting = [p for p in Predicate if words.admits(subject.type, p, object.type)]
        if fitting:
            said = [
                witness(
                    draw(st.integers(0, 99)),
                    draw(texts),
                    draw(st.sampled_from(["a.txt", "乙 版#.md"])),
                    draw(st.sampled_from([None, 1, 2])),
                )
            ]
            number = draw(st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)))
            qualifiers = {"title": draw(names), "role": draw(names), "number": number, "unit": "CNY"}
            qualifiers |= {
                "first": draw(dates),
                "last": draw(dates),
                "date": draw(dates) or "",
                "since": draw(dates) or "",
                "until": draw(dates) or "",
                "confidence": draw(st.floats(0, 1)),
            }
            predicate = draw(st.sampled_from(fitting))
            if predicate is Predicate.SUCCEEDED_BY:
                qualifiers["within"] = draw(st.sampled_from(nodes)).id
            facts.append(fact(f"f{i}", subject, predicate, object, *said, **qualifiers))
    measures = [
        Measure(
            f"m{i}",
            draw(st.sampled_from(nodes)).id,
            name,
            draw(names),
            1.5,
            "CNY",
            0.5,
            (witness(1, draw(texts), "a.txt"),),
        )
        for i, name in enumerate(draw(st.lists(st.sampled_from(sorted(words.measures)), max_size=2)))
    ]
    cited = sorted({w.source for x in (*facts, *measures) for w in x.witnesses if w.source})
    sources = [
        Source(
            c,
            c.rpartition("#")[0],
            "00",
            draw(names),
            (Author(draw(names), draw(names), 0, 1),),
            draw(dates),
            draw(names),
            draw(dates),
            0,
            9,
        )
        for c in cited
    ]
    return graph_of(nodes, facts, measures, sources)
