"""What the exports of well-known tools lack, and how their owner can add it."""

from collections.abc import Sequence

from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.typed_file import TypedFile

ALSO_SAY = {"billing": ("billing", "usage", "accounts")}
"""Tables of which any may say what one of them lacks."""


def tell_lacking(files: Sequence[TypedFile], *, amounts_name_plans: bool) -> None:
    """Tell what a profile knows its export may lack, where no other file says it either.

    A plan is not lacking when the catalogue knows plans by their amounts.
    """
    for file in files:
        profile, table = file.profile, file.ledger.table
        if profile is None:
            continue
        others = [other for other in files if other.ledger.table in ALSO_SAY.get(table, (table,))]
        for need in profile.needs:
            if any(other.has(name) for other in others for name in need.one_of):
                continue
            if amounts_name_plans and "plan" in need.one_of and file.has("amount"):
                continue
            either = " or ".join(need.one_of)
            message = f"this export of {profile.name} has no column for {either}"
            place = Place(file.ledger.name, file.ledger.dialect.header_line)
            file.ledger.problems.append(problem("lacking-column", message, place, fix=need.say))
