"""The contract of the accounts: one row an account on the as-of date, each stage adding its columns.

Read from left to right this is the flow. NA is "not known", which is never a no and never a zero;
`inf` is "no limit". Shares are 0 to 1, amounts whole minor units of the row's currency.
"""

from typing import NewType

import pandas as pd

from upsell_cli.frames.accounts.forecast import FORECAST, FORECAST_FAMILIES
from upsell_cli.frames.accounts.needs import NEED_FACTS, NEED_FAMILIES
from upsell_cli.frames.accounts.roster import ROSTER
from upsell_cli.frames.accounts.signals import SIGNAL_FAMILIES, SIGNALS
from upsell_cli.frames.accounts.subscription import SUBSCRIPTION, SUBSCRIPTION_FAMILIES
from upsell_cli.frames.accounts.usage import USAGE, USAGE_FAMILIES
from upsell_cli.frames.contract import Contract

Accounts = NewType("Accounts", pd.DataFrame)

ACCOUNTS = Contract(
    row="an account on the as-of date",
    key=("account_id",),
    columns=(*ROSTER, *SUBSCRIPTION, *USAGE, *FORECAST, *SIGNALS, *NEED_FACTS),
    families=(
        *SUBSCRIPTION_FAMILIES,
        *USAGE_FAMILIES,
        *FORECAST_FAMILIES,
        *SIGNAL_FAMILIES,
        *NEED_FAMILIES,
    ),
)
