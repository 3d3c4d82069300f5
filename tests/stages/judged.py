"""Accounts on their way to a verdict, drawn in a test with only the columns that matter."""

from tests.tables import drawn
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.contract import Contract
from upsell_cli.frames.offers import OFFERS, Valued
from upsell_cli.frames.verdicts import VERDICTS, Verdicts

FLOW = ("pair", "score", "qualify", "settle", "calibrate", "route", "objections", "rank", "words")

EVERYTHING = Contract(
    "an account and all that is known and decided of it",
    ("account_id",),
    (*ACCOUNTS.columns, *VERDICTS.columns),
    (*ACCOUNTS.families, *VERDICTS.families),
)


def verdicts(drawing: str, *, before: str) -> Verdicts:
    """Verdicts as they come to a stage; whatever was not drawn is not known."""
    frame = drawn(drawing, EVERYTHING)
    done = FLOW[: FLOW.index(before)]
    names = (*ACCOUNTS.names, *(column.name for column in VERDICTS if column.stage in done))
    return Verdicts(EVERYTHING.conform(frame, names))


def nobody(*, before: str) -> Verdicts:
    """The same without a single account."""
    return Verdicts(verdicts("account_id\nacme", before=before).iloc[:0])


def offers(drawing: str = "account_id | offer_id") -> Valued:
    """Offers as they come out of the valuing."""
    return Valued(OFFERS.conform(drawn(drawing, OFFERS)))
