"""How it looks on a terminal, and how much is said."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from upsell_cli.cli.diagnostics import LOG_FORMAT, LogFormat
from upsell_cli.cli.options.declaring import option

if TYPE_CHECKING:
    from upsell_cli.render.drawing.look import Look


def _speak(log_format: LogFormat) -> LogFormat:
    LOG_FORMAT.set(log_format)
    return log_format


@dataclass(frozen=True, slots=True)
class LookOptions:
    """How it looks, on a terminal."""

    color: Annotated[
        Literal["auto", "always", "never"],
        option("--color", "Colour; auto looks at the terminal and NO_COLOR."),
    ] = "auto"
    ascii: Annotated[bool, option("--ascii", "Draw with plain ASCII characters only.")] = False
    log_format: Annotated[
        Literal["text", "json"],
        option(
            "--log-format",
            "What is said on standard error: lines to read, or a JSON object a line.",
            callback=_speak,
            is_eager=True,
        ),
    ] = "text"
    debug: Annotated[bool, option("--debug", "Show where in the code an error arose.")] = False

    def look(self, *, wide: bool = False) -> "Look":
        """Give these options as the look of standard output."""
        import os

        from upsell_cli.render.drawing.look import look_of

        return look_of(self.color, ascii_only=self.ascii, wide=wide, environment=os.environ)


@dataclass(frozen=True, slots=True)
class TalkOptions:
    """How much is shown and said."""

    wide: Annotated[bool, option("--wide", "Show every column, however wide the terminal is.")] = False
    quiet: Annotated[bool, option("--quiet", "Say nothing but what is wrong.", "-q")] = False
    verbose: Annotated[bool, option("--verbose", "Say more: how every file was read.", "-v")] = False
