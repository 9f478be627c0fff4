from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityType
from kg.recognition.honours import Honours
from tests.conftest import cases
from tests.recognition.named import names


@pytest.mark.parametrize("case", list(cases("honours")))
def test_names(case: dict[str, Any]) -> None:
    assert names(Honours(), EntityType.HONOUR, case["text"]) == case["names"], case["comment"]
