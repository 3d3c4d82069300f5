"""What an offer changes, in the catalogue's currency, in which amounts of all accounts can be compared."""

from upsell_cli.frames.vectors.blocks import add, vector
from upsell_cli.frames.vectors.rounding import half_up
from upsell_cli.frames.verdicts import VERDICTS, Verdicts


def convert(verdicts: Verdicts) -> Verdicts:
    """Add the amounts of the offer in the catalogue's currency, rounded once; not known without a rate."""
    rate = vector(verdicts, "rate")
    facts = {
        "delta_spend_base_minor": half_up(vector(verdicts, "delta_spend_minor") * rate),
        "delta_arr_base_minor": half_up(vector(verdicts, "delta_arr_minor") * rate),
    }
    return Verdicts(add(verdicts, VERDICTS, facts))
