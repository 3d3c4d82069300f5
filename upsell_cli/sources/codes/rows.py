"""Codes of a row as a whole: how it is written, and what other rows say of the same."""

from upsell_cli.problems import Code

ROWS = (
    Code(
        "wrong-fields",
        "error",
        "A row has more or fewer fields than the header.",
        "Quote a value that contains the delimiter; complete a row that was cut.",
        "Bolt, Sdn Bhd",
    ),
    Code(
        "bad-quote",
        "error",
        "Text follows a closing quote.",
        'Write a quote inside a quoted value twice: "Bolt ""Pro"" Ltd".',
        r"\"Pro\"",
    ),
    Code(
        "unclosed-quote",
        "error",
        "A quote opens a value and nothing closes it.",
        "Close the quote, or double it if it belongs to the text.",
        '"Cube & Co,Health',
    ),
    Code(
        "bad-json",
        "error",
        "A line of JSON Lines is not an object.",
        "Write one whole object on each line, with each key once.",
        '{"account_id": "A", "users":',
    ),
    Code("long-line", "error", "A line is longer than 1 MiB, or a value than 64 KiB.", "Shorten it."),
    Code("nul-byte", "error", "A NUL (\\x00) stands in the row.", "Remove it, or export the file again."),
    Code(
        "duplicate-conflict",
        "error",
        "Several rows for one thing say different things; none of them is used.",
        "Keep the right one.",
    ),
    Code(
        "far-date",
        "error",
        "A day of usage lies years after all others; it is not believed, or everybody would be judged on it.",
        "Correct the date; if it is right, say the day to judge on with `--as-of`.",
        "2062-03-31 among days of 2026",
    ),
    Code(
        "totals-mismatch",
        "error",
        "The totals line does not add up.",
        "Check that the export is complete.",
    ),
    Code(
        "duplicate-differs",
        "warning",
        "A row has the readings of another, of the same day, and differs beside them; the first is used.",
        "Keep the right one.",
    ),
    Code(
        "duplicate-row",
        "note",
        "The same row again; it counts once.",
        "Nothing, if that is what is meant.",
    ),
    Code(
        "members-counted",
        "note",
        "No usage file counts users; people of a list who were lately seen stand in, if it is of that day.",
        'Nothing, if the list has all users; else leave the day out: `people: {last_seen: "-"}` (`--map`).',
    ),
    Code(
        "text-below",
        "note",
        "Lines of text end the file, under its table: no rows, left out.",
        "Nothing.",
    ),
    Code(
        "totals-line", "note", "A line of totals, averages or counts, left out after checking it.", "Nothing."
    ),
)
