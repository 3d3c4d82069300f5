"""What is odd about exports: in their files, and in what they say of accounts. A scan and a check tell it."""

from upsell_cli.config.opening import Opened
from upsell_cli.frames.accounts import Accounts
from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Problem
from upsell_cli.stages.lint.off_list import prices_met
from upsell_cli.stages.part_period import part_period
from upsell_cli.stages.quiet_day import quiet_day
from upsell_cli.stages.remarks import remarks
from upsell_cli.stages.strangers import unknown_owners
from upsell_cli.stages.subscriptions import tierless, unknown_plans
from upsell_cli.stages.value import unused_statements


def odd_inputs(inputs: Inputs, opened: Opened) -> tuple[Problem, ...]:
    """Give what is odd before any account is looked at: names nobody knows, days and periods that mislead."""
    return (
        *unknown_plans(inputs.tables, opened.book),
        *tierless(inputs, opened.book),
        *unused_statements(inputs),
        *quiet_day(inputs, opened.book, opened.policy),
        *part_period(inputs, opened.book, opened.policy),
    )


def odd_accounts(accounts: Accounts, inputs: Inputs, opened: Opened) -> tuple[Problem, ...]:
    """Give what is odd about what the exports say of accounts: owners, subscriptions, amounts."""
    return (
        *unknown_owners(accounts, opened.policy, opened.policy_place),
        *remarks(accounts, inputs, opened.book),
        *prices_met(accounts, opened.book, opened.policy, opened.place),
    )
