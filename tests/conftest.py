"""Every document that a command prints in any test is held against its schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rosterctl.cli import say
from tests.support.documents import hold_text


@pytest.fixture(autouse=True)
def _documents_keep_their_schemas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here for commands run in the test's own process, in ``tests.support.run`` for the others."""
    put: Callable[..., None] = say.put

    def checked(text: str, **more: Any) -> None:
        hold_text(text)
        put(text, **more)

    monkeypatch.setattr(say, "put", checked)
