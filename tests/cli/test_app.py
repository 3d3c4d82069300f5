"""The frame of every command: help, slips of the hand, errors, signals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from upsell_cli import __version__
from upsell_cli.cli.diagnostics import tell_problems
from upsell_cli.cli.endings import ended
from upsell_cli.problems import Place, Problem, UpsellError


def test_the_version(upsell):
    assert upsell("--version") == (0, f"upsell {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["scan", "-h"], ["tiers", "show", "--help"]])
def test_help_is_a_result(upsell, arguments):
    code, out, err = upsell(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: upsell")


@pytest.mark.parametrize("arguments", [[], ["tiers"]])
def test_nothing_asked_for_is_answered_with_the_help(upsell, arguments):
    code, out, err = upsell(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: upsell")


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [(["scna"], "'scan'"), (["scan", "--formt", "x"], "--format"), (["tiers", "shwo"], "'show'")],
)
def test_a_slip_of_the_hand_is_answered_with_what_was_meant(upsell, arguments, meant):
    code, out, err = upsell(*arguments)
    assert (code, out) == (2, "")
    assert f"Did you mean {meant}" in err or f"or {meant}" in err
    assert "--help" in err


def fails(error):
    def work():
        raise error

    return work


def test_every_problem_of_an_error_is_told(capsys):
    problems = [Problem("a", "first", Place("x.csv", 3)), Problem("b", "second", fix="Do this.")]
    assert ended(fails(UpsellError(*problems, exit_code=73)), debug=False) == 73
    assert capsys.readouterr().err == "error: x.csv:3: first\nerror: second. Do this.\n"


def test_everything_that_refuses_is_told(capsys):
    problems = [Problem("bad-date", f"number {number}") for number in range(12)]
    ended(fails(UpsellError(*problems)), debug=False)
    assert capsys.readouterr().err.splitlines() == [f"error: number {number}" for number in range(12)]


def test_of_what_a_run_goes_on_with_the_first_ten_are_shown_and_all_are_counted(capsys):
    tell_problems([Problem("bad-date", f"number {number}") for number in range(12)])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert "2 more" in lines[-1]
    assert "bad-date 12" in lines[-1]


def test_our_own_mistake_is_one_line_and_seventy(capsys):
    assert ended(fails(KeyError("x")), debug=False) == 70
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "--debug" in err


def test_debug_shows_where_it_arose(capsys):
    assert ended(fails(KeyError("x")), debug=True) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_with_its_code():
    assert ended(fails(KeyboardInterrupt()), debug=False) == 130


@pytest.mark.usefixtures("stopping_is_caught")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_unwinds_the_run(number):
    with pytest.raises(SystemExit) as stopped:
        os.kill(os.getpid(), number)
    assert stopped.value.code == 128 + number


@pytest.mark.usefixtures("stopping_is_caught")
def test_a_library_that_makes_an_error_of_the_request_hides_nothing(capsys):
    def work():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except SystemExit:
            raise RuntimeError("query interrupted") from None

    assert (ended(work, debug=False), capsys.readouterr().err) == (143, "")


def test_a_name_in_a_message_commands_nothing(capsys):
    ended(fails(UpsellError(Problem("x", "A\x1b[2JB", Place("a\x07.csv")))), debug=False)
    assert capsys.readouterr().err == "error: a.csv: A[2JB\n"


def in_a_shell(command):
    """Run a line in which `upsell` stands for the program."""
    line = command.replace("upsell", f"{sys.executable} -m upsell_cli", 1)
    shell = ["bash", "-o", "pipefail", "-c", line]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(shell, capture_output=True, check=False, text=True, env=environment)


def test_a_reader_who_leaves_early_is_no_error():
    run = in_a_shell("upsell tiers schema | head -c 1")
    assert run.returncode in (0, 141)
    assert (run.stdout, run.stderr) == ("{", "")


@pytest.mark.usefixtures("company")
def test_the_end_of_the_process_has_nothing_to_say(upsell):
    asked = "scan usage.csv --billing billing.csv --format csv"
    run = in_a_shell(f"upsell {asked}")
    assert (run.returncode, run.stdout, run.stderr) == upsell(*asked.split())


def test_closed_standard_streams_do_not_mix_with_files(company):
    run = in_a_shell("exec upsell scan usage.csv --billing billing.csv -o out.csv >&- 2>&- <&-")
    assert run.returncode == 0
    assert (company / "out.csv").read_text().startswith("rank,")
