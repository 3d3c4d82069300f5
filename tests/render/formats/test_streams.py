"""Standard output: whole, or said not to be."""

import io
import os
import sys
from pathlib import Path

import pytest

from upsell_cli.problems import EXIT_CANNOT_WRITE, UpsellError
from upsell_cli.render.formats.streams import ReaderGoneError, write_stdout


def says(text):
    return lambda stream: stream.write(text)


@pytest.fixture
def stdout_to(monkeypatch):
    opened = []

    def replace(descriptor):
        opened.append(os.fdopen(descriptor, "w", encoding="utf-8"))
        monkeypatch.setattr(sys, "stdout", opened[-1])

    yield replace
    for stream in opened:
        stream.close()


def test_data_is_utf8_whatever_the_terminal_speaks(monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", terminal)
    write_stdout(says("→\n"))
    assert terminal.buffer.getvalue() == "→\n".encode()


def test_a_picture_is_in_the_terminals_encoding(monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", terminal)
    write_stdout(says("Zoë 東"), encoding="latin-1")
    assert terminal.buffer.getvalue() == b"Zo\xeb ?"


def test_a_reader_who_has_gone_is_no_fault_of_ours(stdout_to):
    reading, writing = os.pipe()
    os.close(reading)
    stdout_to(writing)
    with pytest.raises(ReaderGoneError):
        write_stdout(says("x" * 100_000))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_device_is_told(stdout_to):
    stdout_to(os.open("/dev/full", os.O_WRONLY))
    with pytest.raises(UpsellError, match="no space left") as raised:
        write_stdout(says("x"))
    assert raised.value.exit_code == EXIT_CANNOT_WRITE


def test_a_closed_stream_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(UpsellError, match="it is closed"):
        write_stdout(says("x"))
