"""Names in the policy that nobody in the exports has, so that what is said of them holds for nobody."""

from collections.abc import Iterator

import pandas as pd

from upsell_cli.config.policy import Policy
from upsell_cli.frames.vectors.gather import words
from upsell_cli.problems import Code, PlaceOf, Problem, nearest, shortened

UNKNOWN_OWNER = Code(
    "unknown-owner",
    "warning",
    "The policy says how much somebody can take on whom no account names as its owner or success manager, so "
    "it holds nobody back.",
    "Write the name in `capacity: owners:` as the accounts do, or remove it.",
    "`Omar Hadad` for `Omar Haddad`",
)
CODES = {UNKNOWN_OWNER.code: UNKNOWN_OWNER}
OWNERS = ("contact", "capacity", "owners")


def unknown_owners(accounts: pd.DataFrame, policy: Policy, place: PlaceOf) -> Iterator[Problem]:
    """Give a problem for each owner with a capacity of their own who owns no account."""
    known = sorted({name for column in ("owner", "csm") for name in words(accounts, column).words})
    for name in policy.contact.capacity.owners:
        if name not in known:
            shown, meant = shortened(name), nearest(name, known)
            message = (
                f'no account has "{shown}" as its owner or success manager, so this cap holds nobody back'
            )
            fix = f"Did you mean {meant}? {UNKNOWN_OWNER.fix}" if meant else ""
            yield UNKNOWN_OWNER.problem(message, place((*OWNERS, name)), value=shown, fix=fix)
