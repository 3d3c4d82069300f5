"""Colour, width and glyphs: what was asked for, then the environment, then the terminal."""

import io
import sys

import pytest

from upsell_cli.render.drawing.glyphs import ASCII, UNICODE
from upsell_cli.render.drawing.look import look_of


class Terminal(io.TextIOWrapper):
    def __init__(self, *, tty, encoding):
        super().__init__(io.BytesIO(), encoding=encoding)
        self.tty = tty

    def isatty(self):
        return self.tty


@pytest.fixture
def stdout(monkeypatch):
    def replace(*, tty=True, encoding="utf-8"):
        monkeypatch.setattr(sys, "stdout", Terminal(tty=tty, encoding=encoding))

    return replace


def look(color="auto", *, ascii_only=False, wide=False, **environment):
    return look_of(color, ascii_only=ascii_only, wide=wide, environment=environment)


@pytest.mark.parametrize(
    ("tty", "asked", "environment", "colored"),
    [
        (True, "auto", {}, True),
        (False, "auto", {}, False),
        (True, "auto", {"TERM": "dumb"}, False),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (False, "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, "always", {"NO_COLOR": "1"}, True),
        (True, "never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_about_colour(stdout, tty, asked, environment, colored):
    stdout(tty=tty)
    assert look(asked, **environment).color is colored


@pytest.mark.parametrize(("encoding", "glyphs"), [("utf-8", UNICODE), ("latin-1", ASCII), ("ascii", ASCII)])
def test_a_stream_that_cannot_carry_the_glyphs_gets_plain_ones(stdout, encoding, glyphs):
    stdout(encoding=encoding)
    assert look().glyphs is glyphs


def test_plain_glyphs_on_request(stdout):
    stdout()
    assert look(ascii_only=True).glyphs is ASCII


def test_wide_knows_no_edge(stdout, monkeypatch):
    stdout()
    monkeypatch.setenv("COLUMNS", "80")
    assert look().width == 80
    assert look(wide=True).width > 500
