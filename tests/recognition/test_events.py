from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityType
from kg.recognition.events import Events
from tests.conftest import cases
from tests.recognition.named import names


@pytest.mark.parametrize("case", list(cases("events")))
def test_names(case: dict[str, Any]) -> None:
    assert names(Events(), EntityType.EVENT, case["text"]) == case["names"], case["comment"]
