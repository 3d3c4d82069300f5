"""How a run ends: what every kind of failure is told as, and the exit code that stands for it."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

import typer

from upsell_cli.cli.diagnostics import say, tell_refusal
from upsell_cli.problems import EXIT_DONE, EXIT_INTERNAL, EXIT_REFUSED, UpsellError
from upsell_cli.render.formats.streams import ReaderGoneError

KILLED = 128
EXIT_READER_GONE = KILLED + signal.SIGPIPE
EXIT_INTERRUPTED = KILLED + signal.SIGINT

_asked_to_stop: list[int] = []


def ended(work: Callable[[], int | None], *, debug: bool) -> int:
    """Do the work and give the exit code; whatever went wrong has then been told in a line."""
    try:
        code = work() or EXIT_DONE
    except typer.Exit as ending:
        code = ending.exit_code
    except typer.TyperException as error:
        _tell_usage(error)
        code = EXIT_REFUSED
    except UpsellError as error:
        _trace(debug=debug)
        tell_refusal(error.problems)
        code = error.exit_code
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except (ReaderGoneError, BrokenPipeError):
        code = EXIT_READER_GONE
    except Exception as error:  # noqa: BLE001  the last net: a person gets a line, never a traceback
        code = _internal(error, debug=debug)
    return code


def _internal(error: Exception, *, debug: bool) -> int:
    if _asked_to_stop:  # a library may turn the request into an error of its own
        return KILLED + _asked_to_stop[0]
    _trace(debug=debug)
    hint = "" if debug else " Run it again with --debug to see where, and report that."
    say(f"upsell: internal error: {type(error).__name__}: {error}.{hint}", level="error")
    return EXIT_INTERNAL


def catch_signals() -> None:
    """Let a request to stop unwind the run, so that nothing unfinished stays behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def leave(code: int) -> NoReturn:
    """End the process at once: whatever is in memory goes with it.

    At an ordinary end Python searches a million objects for those that nobody reaches, twice, and frees the
    rest one by one, which takes as long as half of what a small scan does.
    """
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:  # an ordinary end tells what could not be written
        sys.exit(code)
    os._exit(code)


def plug_descriptors() -> None:
    """Keep the numbers of closed standard streams occupied, so that no file is opened under one."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # once is enough, also while what is unfinished is cleared away
    _asked_to_stop.append(number)
    raise SystemExit(KILLED + number)


def _tell_usage(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "upsell"
    similar = getattr(error, "possibilities", None)
    message = error.message if similar else error.format_message()
    if message.startswith("Usage:"):  # nothing was asked for: the whole help is the answer
        say(message)
        return
    hint = f". Did you mean {' or '.join(sorted(similar))}?" if similar else ""
    say(f"{message}{hint}", f"Try `{command} --help`.", level="error")


def _trace(*, debug: bool) -> None:
    if debug and sys.stderr is not None:
        say(traceback.format_exc())
