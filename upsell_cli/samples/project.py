"""The project file of the samples, with which `upsell scan` alone ranks their accounts."""

from upsell_cli.samples.plan import Plan

INPUTS = {
    "usage": "usage",
    "billing": "billing_history",
    "accounts": "accounts",
    "events": "events",
    "invoices": "invoices",
    "contacts": "contacts",
    "deals": "deals",
    "people": "people",
    "value": "value",
    "rates": "rates",
}
"""Key of the project file -> name of the sample."""

TEXT = """\
# The sample company. In this folder `upsell scan` needs no more than this file; paths start from here.
inputs:
{inputs}
tiers: {tiers}

# One account has no billing row, and one is billed in a currency without a rate, on purpose. Without this
# the exit code would be 3, so that nobody overlooks it.
allow_rejects: 1%

account_url: https://crm.example.com/accounts/{{account_id}}
"""


def project_text(plan: Plan, tiers: str) -> str:
    """Give the text of the project file; `tiers` is the path of the catalogue from it."""
    suffix = ".csv.gz" if plan.formats.gzip else ".csv"
    return TEXT.format(
        inputs="\n".join(f"  {key}: {name}{suffix}" for key, name in INPUTS.items()), tiers=tiers
    )
