from __future__ import annotations

from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.ground import ground
from kg.recognition.memory import Memory, company_forms
from tests.recognition.named import document
from tests.recognition.proper import names


def test_firm_names_are_repeated_a_little_below_their_source() -> None:
    doc = document("青峪水库放水。下游的青峪水库站")
    propose(doc, EntityType.PLACE, 0, 4, 0.88, "place.ending")
    again = [c for c in Memory()(doc)._.candidates if c.left == 10]
    assert [(c.right, c.score, c.rule) for c in again] == [(14, 0.85, "memory.name")]


def test_doubtful_names_are_not() -> None:
    doc = document("青峪水库放水。下游的青峪水库站")
    propose(doc, EntityType.PLACE, 0, 4, 0.6, "place.ending")
    assert len(Memory()(doc)._.candidates) == 1


def test_losers_are_not_repeated() -> None:
    doc = document("清河县青峪水库管理局和青峪水库")
    propose(doc, EntityType.ORG, 0, 10, 0.9, "org.place")
    propose(doc, EntityType.PLACE, 3, 7, 0.75, "place.ending")
    assert {c.rule for c in Memory()(doc)._.candidates} == {"org.place", "place.ending"}


def test_short_forms_of_a_company() -> None:
    doc = document("河北恒昌橡塑有限公司")
    propose(doc, EntityType.COMPANY, 0, 10, 0.97, "company.legal")
    forms = company_forms(ground(doc), doc._.candidates[0])
    assert {"河北恒昌橡塑", "恒昌橡塑", "恒昌", "恒昌集团", "恒昌公司"} <= set(forms)
    assert forms["恒昌橡塑"] > forms["恒昌"]


def test_a_body_without_its_place() -> None:
    text = "清河县便民服务网上大厅开通，用户登录便民服务网上大厅办理。"
    assert names(text, EntityType.ORG) == ["清河县便民服务网上大厅", "便民服务网上大厅"]
