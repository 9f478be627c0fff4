from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityType
from kg.recognition.documents import Documents
from tests.conftest import cases
from tests.recognition.named import names


@pytest.mark.parametrize("case", list(cases("documents")))
def test_names(case: dict[str, Any]) -> None:
    assert names(Documents(), EntityType.DOCUMENT, case["text"]) == case["names"], case["comment"]
