"""FollowTheMoney: what things and relations become; and `ftm validate`, which must take every value as it stands."""

from __future__ import annotations

import json
import re
from collections import Counter

from kg.graph import Graph, forms
from tests.graph.referees import run, tool
from tests.graph.samples import city_graph, sample

GRAPH = sample()


def entities(graph: Graph) -> list[dict]:
    return [json.loads(line) for line in forms.FORMS["ftm"](graph).splitlines()]


def values(lines: list[dict]) -> dict[str, tuple]:
    return {e["id"]: (e["schema"], {k: sorted(v) for k, v in e["properties"].items()}) for e in lines}


def test_every_thing_article_and_relation_is_there_once():
    found = entities(GRAPH)
    assert len({e["id"] for e in found}) == len(found)
    assert all(re.fullmatch("kg-[0-9a-f]{24}", e["id"]) for e in found)
    kinds = Counter(e["schema"] for e in found)
    posts = kinds.pop("Position")
    assert (posts, kinds["Occupancy"]) == (1, 1)
    assert kinds.total() == len(GRAPH.nodes) + len(GRAPH.sources) + len(GRAPH.facts)
    assert (kinds["Person"], kinds["Employment"], kinds["ProjectParticipant"], kinds["Documentation"]) == (4, 1, 3, 1)
    assert kinds["Payment"] == 1


def test_every_reference_leads_somewhere():
    found = entities(GRAPH)
    ids = {e["id"] for e in found}
    named = [v for e in found for vs in e["properties"].values() for v in vs if v.startswith("kg-")]
    assert named and set(named) <= ids


def test_a_relation_has_its_sentence_role_and_articles():
    found = {e["properties"].get("recordId", [""])[0]: e for e in entities(GRAPH)}
    post, work = found["f01"], found["f04"]
    assert post["properties"]["description"] == ["市委常委、常务副市长方启航"]
    assert post["properties"]["date"] == ["2023-11-02"]
    assert len(post["properties"]["proof"]) == 2
    assert (work["schema"], work["properties"]["role"]) == ("ProjectParticipant", ["承建"])
    assert (found["f02"]["schema"], found["f02"]["properties"]["role"]) == ("UnknownLink", ["县长"])
    assert "date" not in found["f05"]["properties"]


def test_ftm_takes_every_value(tmp_path):
    ftm = tool("ftm")
    path, out = tmp_path / "graph.ftm", tmp_path / "valid.ftm"
    for graph in (GRAPH, city_graph(300)):
        forms.FORMS["ftm"].write(graph, path)
        run([ftm, "validate", "-i", str(path), "-o", str(out)])
        valid = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        assert values(valid) == values(entities(graph))
