"""What real exports have and clean ones do not: kinds of dirt that can be switched on, each counted.

On usage the count is of readings, an account and day each: in a long file a duplicate is as many rows as
there are meters, and a null is a row that is not there.
"""

from collections.abc import Collection

from upsell_cli.problems import Problem, UpsellError, nearest

KINDS = {
    "duplicates": "usage rows written twice",
    "late_rows": "usage rows that stand behind newer ones",
    "nulls": "usage cells left empty",
    "corrections": "usage rows followed by one for the same day that says something else",
    "id_variants": "account ids in usage with spaces around them",
    "date_dialects": "invoice dates written as 31/12/2026, day first",
    "plan_renames": "older billing states under a plan name that no longer exists",
    "credit_notes": "invoices taken back by a negative one",
    "trials": "young accounts that do not pay yet",
    "test_accounts": "the vendor's own accounts among the customers",
    "bom": "files that begin with a byte-order mark",
    "crlf": "files with Windows line ends",
}
ALL = "all"


def chosen(kinds: Collection[str]) -> frozenset[str]:
    """Give the kinds asked for; `all` means every one.

    >>> sorted(chosen(["nulls", "bom"])), len(chosen(["all"]))
    (['bom', 'nulls'], 12)
    """
    problems = [_unknown(kind) for kind in kinds if kind not in KINDS and kind != ALL]
    if problems:
        raise UpsellError(*problems)
    return frozenset(KINDS if ALL in kinds else kinds)


def _unknown(kind: str) -> Problem:
    likely = nearest(kind, tuple(KINDS))
    fix = f"Did you mean {likely}?" if likely else f"Choose from: {', '.join((*KINDS, ALL))}."
    return Problem("unknown-dirt", f'"{kind}" is no kind of dirt', fix=fix, value=kind)
