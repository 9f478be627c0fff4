from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityType
from tests.conftest import cases
from tests.recognition.proper import names


@pytest.mark.parametrize("case", list(cases("companies_names")))
def test_names(case: dict[str, Any]) -> None:
    assert names(case["text"], EntityType.COMPANY) == case["names"], case["comment"]
