"""Codes of what was asked for: settings, the day, and how much may be amiss."""

from upsell_cli.problems import Code

RUN = (
    Code(
        "after-as-of",
        "error",
        "All usage is of days after the one asked about.",
        "Ask about a later day with `--as-of`, or leave it out: then it is the newest in usage.",
    ),
    Code(
        "too-many-rejects",
        "error",
        "More rows are unusable than may be.",
        "Correct them, or allow more with `--max-rejects`.",
    ),
    Code("bad-setting", "error", "A setting cannot be used.", "Correct it.", "--memory-limit lots"),
    Code(
        "too-little-memory",
        "error",
        "The inputs do not fit into the memory that may be used.",
        "Raise `--memory-limit`, or free space in the folder for temporary files.",
    ),
    Code("strict", "error", "A row was rejected and `--strict` allows none.", "Correct it."),
    Code(
        "undated-usage",
        "note",
        "No input says for which day the usage is true; the day the file was saved is taken.",
        "Say it with `--as-of`.",
    ),
    Code(
        "rows-after",
        "note",
        "Usage of days after the one asked about; it is not looked at.",
        "Nothing, if you ask about a day in the past.",
    ),
)
