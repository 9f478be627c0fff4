from __future__ import annotations

from typing import Any

import pytest

from kg.recognition.stops import Stops
from tests.conftest import cases
from tests.recognition.named import document


@pytest.mark.parametrize("case", list(cases("stops")))
def test_names(case: dict[str, Any]) -> None:
    doc = Stops()(document(case["text"]))
    found = [[c.type.value, case["text"][c.left : c.right]] for c in doc._.candidates]
    assert found == case["names"], case["comment"]
