"""Codes of whose a row is: ids, and how files are joined by them."""

from upsell_cli.problems import Code

ACCOUNTS = (
    Code(
        "mangled-id",
        "error",
        "A spreadsheet has replaced the id, or a whole object stands in its place.",
        "Export again with the id column formatted as text.",
        "1.23457E+15, #REF!",
    ),
    Code(
        "crosswalk-conflict",
        "error",
        "The crosswalk leads from one id to several accounts.",
        "Keep one account for each id.",
    ),
    Code(
        "no-account",
        "error",
        "No row has an account where it was said to be.",
        "Say where it is with `--account-from`, or give `--crosswalk`.",
        "a misspelt key of the JSON",
    ),
    Code(
        "no-join",
        "error",
        "Usage and billing have no account in common.",
        "Lead the ids of one to those of the other with `--crosswalk`, or read the column that holds the "
        "same id (`--map`).",
        "acme.com in usage and cus_9f3 in billing",
    ),
    Code(
        "case-collision",
        "warning",
        "Two ids differ in capital letters only; they are kept apart.",
        "Correct the id if one account is meant.",
        "ACME-01 and acme-01",
    ),
    Code(
        "look-alike",
        "warning",
        "Two ids look like one and differ in characters that hardly show; they are kept apart.",
        "Write both alike if one account is meant.",
        "a zero-width space in the middle, a wide letter",
    ),
    Code(
        "near-id",
        "warning",
        "Ids that differ from an account's in zeros, marks or what does not show only; kept apart.",
        "Lead them to the account with `--crosswalk`; `upsell check --crosswalk-todo FILE` lists them.",
        "A 100 and A-0100, 1001.0 and 1001",
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
)
