from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityType
from kg.recognition.programs import Programs
from tests.conftest import cases
from tests.recognition.named import names


@pytest.mark.parametrize("case", list(cases("programs")))
def test_names(case: dict[str, Any]) -> None:
    assert names(Programs(), EntityType.PROGRAM, case["text"]) == case["names"], case["comment"]
