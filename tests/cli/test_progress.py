"""How far reading is, is for eyes only: on a terminal, and cleared away in the end."""

import io
import sys

import pytest

from upsell_cli.cli.progress import shown_progress


class Screen(io.StringIO):
    """A terminal that keeps what was written on it."""

    def isatty(self) -> bool:
        return True


def looked_at(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a terminal in the place of standard error."""
    seen = Screen()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    return seen


def test_without_a_terminal_there_is_nobody_to_tell(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with shown_progress(quiet=False) as tell:
        assert tell is None


def test_quiet_is_quiet_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch):
    screen = looked_at(monkeypatch)
    with shown_progress(quiet=True) as tell:
        assert tell is None
    assert screen.getvalue() == ""


def test_a_file_that_is_read_at_once_shows_no_bar(monkeypatch: pytest.MonkeyPatch):
    screen = looked_at(monkeypatch)
    with shown_progress(quiet=False) as tell:
        assert tell is not None
    assert screen.getvalue() == ""


def test_a_bar_shows_the_file_and_its_bytes_and_is_cleared(monkeypatch: pytest.MonkeyPatch):
    screen = looked_at(monkeypatch)
    with shown_progress(quiet=False) as tell:
        assert tell is not None
        tell("[bold]usage.csv\x1b[2J", 500_000, 1_000_000)
        tell("[bold]usage.csv\x1b[2J", 200_000, 1_000_000)
    shown = screen.getvalue()
    assert "Reading [bold]usage.csv[2J" in shown
    assert "0.5/1.0 MB" in shown
    assert "0.2/1.0 MB" not in shown
    assert shown.endswith("\x1b[2K")


def test_an_interruption_clears_the_bar(monkeypatch: pytest.MonkeyPatch):
    screen = looked_at(monkeypatch)

    def interrupted() -> None:
        with shown_progress(quiet=False) as tell:
            assert tell is not None
            tell("usage.csv", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert screen.getvalue().endswith("\x1b[2K")
