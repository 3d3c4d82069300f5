"""Every problem that reading can report: its stable code, how grave it is, what it means, what to do.

An error costs the row (exit 3), or the run when nothing useful can follow (exit 2). A warning keeps the
row but must not go unseen (exit 3). A note is for the record (exit 0).
"""

from upsell_cli.problems import Code, Place, Problem, UpsellError, shortened

CODES: dict[str, Code] = {
    code.code: code
    for code in (
        Code("no-file", "error", "A path leads to no file.", "Check the path.", "usage.csv missing"),
        Code(
            "unreadable-file", "error", "The file cannot be opened or is no file.", "Check its permissions."
        ),
        Code(
            "changed-file", "error", "The file changed while it was read.", "Run again when it is complete."
        ),
        Code("damaged-file", "error", "The compressed file is cut or damaged.", "Fetch it again."),
        Code("too-large-file", "error", "The file unpacks to far more than its size.", "Unpack it yourself."),
        Code(
            "not-a-table",
            "error",
            "The file is no table that can be read.",
            "Export it as CSV.",
            "a PDF, an HTML page",
        ),
        Code("empty-file", "error", "The file is empty.", "Check the export."),
        Code("no-rows", "error", "There is a header and no row under it.", "Check the export."),
        Code(
            "bad-encoding",
            "error",
            "Bytes that the encoding does not allow.",
            "Save the file as UTF-8, or name its encoding: `--encoding cp1252` for many Windows exports.",
            "Café saved as Windows-1252",
        ),
        Code(
            "other-encoding",
            "warning",
            "The bytes are probably not of the encoding that was named.",
            "Leave `--encoding` out, or say it of the files that it is for: `--encoding billing=cp1252`.",
            "Café read as CafÃ©",
        ),
        Code("no-header", "error", "No line names the columns that are needed.", "Add a header line."),
        Code(
            "missing-column",
            "error",
            "A column that is needed was not recognised.",
            "Name its header in the mapping (`--map`).",
            "acount_id",
        ),
        Code(
            "duplicate-column",
            "error",
            "Two headers claim to be one column.",
            "Rename one, or say which is meant in the mapping (`--map`).",
            "active_users twice",
        ),
        Code(
            "bad-mapping", "error", "The mapping names something that is not there.", "Correct the mapping."
        ),
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
        Code(
            "uncomputed",
            "error",
            "A formula of a workbook has no result stored with it.",
            "Open the workbook in a spreadsheet program and save it.",
            "=SUM(C2:C9) as a script wrote it",
        ),
        Code("long-line", "error", "A line is longer than 1 MiB, or a value than 64 KiB.", "Shorten it."),
        Code("nul-byte", "error", "A NUL (\\x00) stands in the row.", "Remove it, or export the file again."),
        Code(
            "missing-value",
            "error",
            "A value that every row needs is blank.",
            "Fill it in.",
            "blank account_id",
        ),
        Code(
            "mangled-id",
            "error",
            "A spreadsheet has replaced the id, or a whole object stands in its place.",
            "Export again with the id column formatted as text.",
            "1.23457E+15, #REF!",
        ),
        Code(
            "bad-number", "error", "The text is not a number.", "Write digits.", "twelve, inf, #DIV/0!, 1_000"
        ),
        Code("negative-number", "error", "A quantity below zero.", "Correct it or leave it blank.", "-4"),
        Code(
            "out-of-range", "error", "A number outside what the column can be.", "Correct it.", "11 on 0-10"
        ),
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
            "A header says that its amounts are in cents, and nobody says so of the file.",
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
            "duplicate-conflict",
            "error",
            "Several rows for one thing say different things; none of them is used.",
            "Keep the right one.",
        ),
        Code(
            "crosswalk-conflict",
            "error",
            "The crosswalk leads from one id to several accounts.",
            "Keep one account for each id.",
        ),
        Code(
            "no-meter",
            "error",
            "Nothing that a usage file measures is named by the catalogue.",
            "Declare a meter with this id or alias, or name the metric as `used_by` of a feature.",
        ),
        Code(
            "totals-mismatch",
            "error",
            "The totals line does not add up.",
            "Check that the export is complete.",
        ),
        Code(
            "too-many-rejects",
            "error",
            "More rows are unusable than may be.",
            "Correct them, or allow more with `--max-rejects`.",
        ),
        Code(
            "no-account",
            "error",
            "No row has an account where it was said to be.",
            "Say where it is with `--account-from`, or give `--crosswalk`.",
            "a misspelt key of the JSON",
        ),
        Code(
            "several-profiles",
            "error",
            "The headers are those of more than one tool's export.",
            "Say which it is with `--profile`.",
        ),
        Code(
            "after-as-of",
            "error",
            "All usage is of days after the one asked about.",
            "Ask about a later day with `--as-of`, or leave it out: then it is the newest in usage.",
        ),
        Code(
            "no-join",
            "error",
            "Usage and billing have no account in common.",
            "Lead the ids of one to those of the other with `--crosswalk`, or read the column that holds the "
            "same id (`--map`).",
            "acme.com in usage and cus_9f3 in billing",
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
            "other-table",
            "warning",
            "A file has all the columns of another kind of file, and hardly any of the one it was given as.",
            "Give it as that kind, or say which columns are meant in the mapping (`--map`).",
        ),
        Code(
            "misspelt-column",
            "warning",
            "A column that is not read is called almost like one that the file lacks.",
            "Correct the header, or name it in the mapping (`--map`).",
            "tir, api_cals",
        ),
        Code(
            "unread-cells",
            "warning",
            "Cells beside the readings of a usage file do not fit their column; they are taken as not known.",
            'Correct them, or leave the column out with "-" in the mapping (`--map`).',
            "health: green",
        ),
        Code(
            "duplicate-differs",
            "warning",
            "A row has the readings of another, of the same day, and differs beside them; the first is used.",
            "Keep the right one.",
        ),
        Code(
            "case-collision",
            "warning",
            "Two ids differ in capital letters only; they are kept apart.",
            "Correct the id if one account is meant.",
            "ACME-01 and acme-01",
        ),
        Code(
            "near-id",
            "warning",
            "Ids that differ from an account's in leading zeros, spaces or hyphens only; kept apart.",
            "Lead them to the account with `--crosswalk`; `upsell check --crosswalk-todo FILE` lists them.",
            "A 100 and A-0100",
        ),
        Code(
            "no-billing",
            "warning",
            "Accounts in the usage data have no billing row.",
            "Add them to billing, or map their ids with `--crosswalk`.",
        ),
        Code(
            "not-in-crosswalk",
            "warning",
            "Ids in the usage data are not in the crosswalk; each is read as an account of its own.",
            "Add them to the crosswalk.",
        ),
        Code(
            "unmatched-name",
            "warning",
            "Names or domains of organisations that are those of no account, or of several; their rows count "
            "for nobody.",
            "Correct the name in either system, or lead it to the account with `--crosswalk`.",
            "Acme Ltd where the account is Acme Limited",
        ),
        Code(
            "lacking-column",
            "warning",
            "The export of a well-known tool lacks something that its owner can add.",
            "Export it again with that column, or say what stands for it.",
            "Stripe without the plan",
        ),
        Code(
            "only-unknown-metrics",
            "warning",
            "A usage file measures nothing that the catalogue names, so it says nothing of use.",
            "Declare a meter with this id or alias, or name the metric as `used_by` of a feature.",
        ),
        Code(
            "no-rate",
            "warning",
            "Amounts are in a currency without an exchange rate; they are never added to others.",
            "Give the rate with `--rates`.",
        ),
        Code(
            "undated-usage",
            "note",
            "No input says for which day the usage is true; the day the file was saved is taken.",
            "Say it with `--as-of`.",
        ),
        Code(
            "duplicate-row",
            "note",
            "The same row again; it counts once.",
            "Nothing, if that is what is meant.",
        ),
        Code(
            "no-line-end",
            "note",
            "The last line of a long file has no line end; a number cut there reads as a smaller one.",
            "Compare the last line with the system it comes from, or export it again.",
        ),
        Code(
            "rows-after",
            "note",
            "Usage of days after the one asked about; it is not looked at.",
            "Nothing, if you ask about a day in the past.",
        ),
        Code(
            "ignored-columns",
            "note",
            "Columns that mean nothing to us.",
            "Name a header in the mapping (`--map`) if it is one of our columns.",
            "internal_remarks",
        ),
        Code(
            "row-without-account",
            "note",
            "Rows without the account where it was said to be; they count for nobody.",
            "Nothing, if these are people without a company.",
            "a free-mail address, an event without a group",
        ),
        Code(
            "parent-account",
            "note",
            "Accounts that are parts of others are judged on their own.",
            "Add them up with `--roll-up parent`, if the parent is who buys.",
        ),
        Code("totals-line", "note", "A totals line, left out after adding up.", "Nothing."),
        Code(
            "missing-word",
            "note",
            "A word for no value, read as not known, never as 0.",
            "Nothing.",
            "NaN, N/A",
        ),
        Code(
            "unknown-metric",
            "note",
            "Metrics that the catalogue does not name, left out.",
            "Declare a meter.",
        ),
        Code("other-word", "note", "Words of one's own in a column of codes, kept as they are.", "Nothing."),
    )
}


def problem(
    code: str, message: str, place: Place | None = None, *, value: str | None = None, fix: str = ""
) -> Problem:
    """Give a problem of a documented kind; the usual fix unless there is a better one."""
    kind = CODES[code]
    told = None if value is None else shortened(value)
    return Problem(code, message, place, fix or kind.fix, told, kind.severity)


def refusal(
    code: str, message: str, place: Place | None = None, *, value: str | None = None, fix: str = ""
) -> UpsellError:
    """Give the error to raise when a file as a whole cannot be trusted."""
    return UpsellError(problem(code, message, place, value=value, fix=fix))
