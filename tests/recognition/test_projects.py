from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityType
from kg.recognition.projects import Projects
from tests.conftest import cases
from tests.recognition.named import names


@pytest.mark.parametrize("case", list(cases("projects")))
def test_names(case: dict[str, Any]) -> None:
    assert names(Projects(), EntityType.PROJECT, case["text"]) == case["names"], case["comment"]
