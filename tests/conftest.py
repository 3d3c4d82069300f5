"""What holds for every test: how examples are drawn, and what whoever runs the tests may have set otherwise.

Examples are the same ones on every CI run, and fresh ones at a developer's desk.
"""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from upsell_cli.cli import endings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def stopping_is_caught(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests to stop unwind the run, also where the tests were started with some of them ignored."""
    monkeypatch.setattr(endings, "_asked_to_stop", [])
    before = {number: signal.signal(number, signal.SIG_DFL) for number in STOPPING}
    endings.catch_signals()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
