"""Owners that the policy names and no account has."""

from tests.tables import accounts, policy
from upsell_cli.problems import Place
from upsell_cli.stages.strangers import unknown_owners

OWNED = """
    account_id | owner       | csm
    a          | Omar Haddad | ?
    b          | ?           | Dana Frost
    """


def told(owners, drawing=OWNED):
    rules = policy(contact={"capacity": {"pitches_days": 30, "owners": owners}})
    found = unknown_owners(accounts(drawing), rules, lambda loc: Place("/".join(map(str, loc))))
    return [(problem.severity, str(problem.place), problem.fix) for problem in found]


def test_an_owner_or_success_manager_of_any_account_is_known():
    assert told({"Omar Haddad": 0, "Dana Frost": 5}) == []


def test_a_slip_is_told_where_it_stands_with_the_nearest_name():
    [(severity, place, fix)] = told({"Omar Hadad": 0})
    assert (severity, place) == ("warning", "contact/capacity/owners/Omar Hadad")
    assert fix.startswith("Did you mean Omar Haddad? ")


def test_a_stranger_is_told_without_a_guess_also_where_nobody_is_named():
    [(_, _, fix)] = told({"Somebody Else": 3}, "account_id\n a")
    assert fix.startswith("Write the name")
