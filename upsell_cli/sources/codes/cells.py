"""Codes of one value: a number, an amount, a day, a flag or a word."""

from upsell_cli.problems import Code

CELLS = (
    Code(
        "uncomputed",
        "error",
        "A formula of a workbook has no result stored with it.",
        "Open the workbook in a spreadsheet program and save it.",
        "=SUM(C2:C9) as a script wrote it",
    ),
    Code(
        "missing-value",
        "error",
        "A value that every row needs is blank.",
        "Fill it in.",
        "blank account_id",
    ),
    Code("bad-number", "error", "The text is not a number.", "Write digits.", "twelve, inf, #DIV/0!, 1_000"),
    Code("negative-number", "error", "A quantity below zero.", "Correct it or leave it blank.", "-4"),
    Code("out-of-range", "error", "A number outside what the column can be.", "Correct it.", "11 on 0-10"),
    Code(
        "not-whole",
        "error",
        "A fraction of something counted in whole units.",
        "Write a whole number.",
        "24.5",
    ),
    Code(
        "ambiguous-number",
        "error",
        "Nothing in the column shows whether its mark means decimals or thousands.",
        "Say which: `--decimal .` or `--decimal ,`.",
        "1.234",
    ),
    Code("bad-amount", "error", "The text is not an amount of money.", "Write digits.", "12 pounds"),
    Code(
        "other-currency",
        "error",
        "The sign at the amount, or the header above it, contradicts the currency it would be taken for.",
        "Correct the sign or the currency column.",
        "1.199,00 € with USD",
        refuses=True,
    ),
    Code(
        "other-unit",
        "error",
        "A header says that amounts are in cents, and nobody says so of the file; or a tool has cents, and "
        "these have decimals.",
        "Say what amounts are: `--amount-unit minor` (cents) or `major`.",
        "mrr_cents",
        refuses=True,
    ),
    Code(
        "spreadsheet-date",
        "error",
        "A spreadsheet has made a day number of a date, counted from 1900 or from 1904.",
        "Format the column as a date (YYYY-MM-DD) and export again, or say how days are counted: "
        "`--date-format excel` (from 1900) or `excel-1904`.",
        "45382",
        refuses=True,
    ),
    Code("bad-date", "error", "The text is not a real date.", "Write it as 2024-12-31.", "2024-02-30"),
    Code(
        "ambiguous-date",
        "error",
        "Nothing in the column shows whether the day or the month comes first.",
        "Say which: `--date-format DD/MM/YYYY` or `--date-format MM/DD/YYYY`, or write 2024-12-31.",
        "01/02/2024",
    ),
    Code(
        "contradictory-dates",
        "error",
        "One column has dates with the day first and dates with the month first.",
        "Export it with one date format, best 2024-12-31.",
        "23/08/2024 and 08/23/2024",
    ),
    Code("bad-flag", "error", "The text is neither yes nor no.", "Write yes or no.", "maybe"),
    Code("unknown-code", "error", "A word the column does not know.", "Use one of its words."),
    Code(
        "unread-cells",
        "warning",
        "Cells do not fit their column, and rows can do without: those beside the readings of a usage file, "
        "and columns of accounts and people that are called like ours and hold something else.",
        'Correct them, or leave the column out with "-" in the mapping (`--map`).',
        "health: green",
    ),
    Code(
        "no-rate",
        "warning",
        "Amounts are in a currency without an exchange rate; they are never added to others.",
        "Give the rate with `--rates`.",
    ),
    Code(
        "missing-word",
        "note",
        "A word for no value, read as not known, never as 0.",
        "Nothing.",
        "NaN, N/A",
    ),
    Code("other-word", "note", "Words of one's own in a column of codes, kept as they are.", "Nothing."),
)
