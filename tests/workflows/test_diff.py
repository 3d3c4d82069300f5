"""Two catalogues compared: what changed, in words and places, and which accounts feel it."""

from typing import Any

import pytest

from upsell_cli.config.settings import Settings
from upsell_cli.problems import UpsellError
from upsell_cli.sources import read
from upsell_cli.workflows.diff import diff
from upsell_cli.workflows.scan import scan

OLD = """\
version: 1
currency: USD
features: {sso: {name: Single sign-on}, roles: {}}
tiers:
  - {id: low, price: 50, limits: {users: 10, api_calls: {included: 100, overage: {per: 10, price: 1}}}}
  - {id: mid, price: 150, limits: {users: 50, api_calls: 1000}, features: [roles]}
  - {id: high, price: 400, limits: {users: unlimited, api_calls: unlimited}, features: [roles, sso]}
plans: [{match: "low-*", tier: low}]
policy: {signals: {limit_near: 0.8}}
"""


@pytest.fixture
def compared(tmp_path, monkeypatch):
    """Compare the catalogue above with what becomes of it, and with exports where some are given."""
    monkeypatch.chdir(tmp_path)

    def compare(*replacements, old=OLD, usage=None, new_policy=None, **tables):
        new = OLD
        for before, after in replacements:
            assert before in new
            new = new.replace(before, after)
        (tmp_path / "old.yaml").write_text(old)
        (tmp_path / "new.yaml").write_text(new)
        for name, text in {"usage": usage, **tables}.items():
            (tmp_path / f"{name}.csv").write_text(text or "")
        given: dict[str, Any] = {name: (f"{name}.csv",) for name in tables}
        settings = Settings(usage=("usage.csv",), tiers="new.yaml", **given) if usage else None
        (tmp_path / "trial.yaml").write_text(new_policy or "")
        return diff("old.yaml", "new.yaml", None, settings, new_policy="trial.yaml" if new_policy else None)

    return compare


def said(found):
    return [(c.kind, c.tier, c.item, c.before, c.after, c.effect) for c in found.changes]


def test_a_catalogue_beside_itself_says_the_same(compared):
    assert compared().changes == ()


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("price: 50", "price: 60", ("price", "low", "A month", 5000, 6000, "worse")),
        ("price: 150", "price: 140", ("price", "mid", "A month", 15000, 14000, "better")),
        ("users: 50", "users: 40", ("limit", "mid", "Users", 50, 40, "worse")),
        ("users: 50", "users: unlimited", ("limit", "mid", "Users", 50, float("inf"), "better")),
        ("price: 1}", "price: 2}",
         ("limit", "low", "Api beyond that", "$1 per 10 calls", "$2 per 10 calls", "other")),
        ("[roles, sso]", "[sso]", ("feature", "high", "roles", True, None, "worse")),
        ("[roles]}", "[roles, sso]}", ("feature", "mid", "Single sign-on", None, True, "better")),
        ("id: mid", "id: middle", ("tier_renamed", "middle", "id", "mid", "middle", "other")),
        ("{id: mid,", "{id: mid, name: Medium,", ("tier_renamed", "mid", "name", "Mid", "Medium", "other")),
        ("{id: low,", "{id: low, upgrade_to: high,", ("path", "low", "next tier", "mid", "high", "other")),
        ("{id: mid,", "{id: mid, never_recommend: true,",
         ("path", "mid", "recommended", True, False, "other")),
        ("{id: mid,", "{id: mid, support: {response_hours: 4},",
         ("promise", "mid", "Hours to the first answer", None, 4.0, "other")),
        ('"low-*", tier: low', '"low-*", tier: mid', ("plan", None, "low-*", "low", "mid", "other")),
        ("limit_near: 0.8", "limit_near: 0.7", ("policy", None, "signals.limit_near", "0.8", "0.7", "other")),
    ],
)  # fmt: skip
def test_a_change_is_told_as_what_it_means(compared, before, after, change):
    assert change in said(compared((before, after)))


def test_a_change_is_told_with_its_place(compared):
    [change] = compared(("price: 150", "price: 140")).changes
    assert str(change.place) == "new.yaml:6:22"


def test_tiers_come_and_go(compared):
    mid = "  - {id: mid, price: 150, limits: {users: 50, api_calls: 1000}, features: [roles]}\n"
    assert said(compared((mid, ""))) == [
        ("tier_removed", "mid", "tier", "Mid", None, "worse"),
        ("path", "low", "next tier", "mid", "high", "other"),
    ]
    top = "  - {id: top, price: 900, limits: {users: unlimited, api_calls: unlimited}}\n"
    added = said(compared(("plans:", f"{top}plans:")))
    assert added == [
        ("tier_added", "top", "tier", None, "Top", "other"),
        ("path", "high", "next tier", None, "top", "other"),
    ]


def test_a_tier_is_known_again_by_its_name_or_by_what_is_sold(compared):
    renamed = said(compared(("id: mid, price: 150", "id: m2, name: Mid, price: 160")))
    assert ("tier_renamed", "m2", "id", "mid", "m2", "other") in renamed
    assert ("price", "m2", "A month", 15000, 16000, "worse") in renamed
    assert not [kind for kind, *_ in renamed if kind in {"tier_added", "tier_removed"}]


def test_a_catalogue_with_errors_is_refused(compared):
    with pytest.raises(UpsellError, match="an upgrade would shrink it"):
        compared(("users: 50", "users: 5"))


USAGE = "account_id,date,tier,active_users,api_calls\n" + "".join(
    f"{account},2026-{month:02}-28,{tier},{users},{calls}\n"
    for month in (2, 3, 4, 5, 6)
    for account, tier, users, calls in (("A", "low", 9, 95), ("B", "mid", 45, 10), ("C", "high", 70, 10))
)
EVENTS = """\
account_id,date,type,feature
A,2026-06-10,feature_request,sso
B,2026-06-11,feature_request,sso
"""


def felt(found):
    return [(a.how, a.account_id, a.item, a.before, a.after) for a in found.affected]


@pytest.mark.parametrize(
    ("before", "after", "who"),
    [
        ("users: 50", "users: 40", ("over_limit", "B", "users", 50, 40)),
        ("price: 150", "price: 160", ("pays_more", "B", "a year", 180000, 192000)),
        ("price: 150", "price: 140", ("pays_less", "B", "a year", 180000, 168000)),
        ("included: 100", "included: 90", ("pays_more", "A", "a year", 60000, 61200)),
        ("features: [roles]}", "features: [roles, sso]}", ("gets", "B", "sso", None, None)),
        ("[roles, sso]", "[sso]", ("loses", "C", "roles", None, None)),
        ("id: high, price: 400", "id: top, price: 500", ("stranded", "C", "tier", None, None)),
    ],
)
def test_accounts_feel_a_change_in_their_own_way(compared, before, after, who):
    assert who in felt(compared((before, after), usage=USAGE, events=EVENTS))


def test_accounts_feel_nothing_where_nothing_changed_for_them(compared):
    found = compared(("users: 50", "users: 60"), usage=USAGE, events=EVENTS)
    assert (felt(found), found.accounts) == ([], 3)


def test_a_wish_comes_within_reach_when_a_tier_above_has_it_for_the_first_time(compared):
    nowhere = OLD.replace("[roles, sso]", "[roles]")
    assert felt(compared(old=nowhere, usage=USAGE, events=EVENTS)) == [
        ("in_reach", "A", "sso", None, None),
        ("in_reach", "B", "sso", None, None),
    ]


def test_those_who_left_feel_nothing(compared):
    gone = "account_id,lifecycle\nB,churned\n"
    assert felt(compared(("price: 150", "price: 160"), usage=USAGE, accounts=gone)) == []


def relisted(found):
    """Give how each account moved, with its state then and now."""
    lists = found.lists
    return [
        (how, lists.after.verdicts["account_id"][now], *(
            side.verdicts["state"][at] for side, at in ((lists.before, then), (lists.after, now))
        ))
        for how, then, now in lists.relisted
    ]  # fmt: skip


def test_both_lists_are_those_that_two_scans_would_give(compared):
    found = compared(("users: 10,", "users: 20,"), usage=USAGE, events=EVENTS)
    for lists, tiers in ((found.lists.before, "old.yaml"), (found.lists.after, "new.yaml")):
        alone = scan(Settings(usage=("usage.csv",), tiers=tiers, events=("events.csv",), show_all=True))
        assert lists.totals == alone.totals
        assert lists.verdicts.equals(alone.verdicts)


def test_the_exports_are_read_once(compared, monkeypatch):
    reads = []

    def reading(request, **more):
        reads.append(request)
        return read(request, **more)

    monkeypatch.setattr("upsell_cli.workflows.diff.comparing.read", reading)
    compared(("price: 150", "price: 160"), usage=USAGE)
    assert len(reads) == 1


def test_a_wider_limit_takes_an_account_off_the_list_and_a_dearer_tier_is_another_amount(compared):
    few_calls = USAGE.replace(",low,9,95", ",low,9,50")
    assert relisted(compared(("users: 10,", "users: 20,"), usage=few_calls)) == [
        ("leaves", "A", "qualified", "no_need")
    ]
    assert relisted(compared(("price: 400", "price: 420"), usage=USAGE)) == [
        ("amount", "B", "qualified", "qualified")
    ]


def test_a_policy_of_the_new_catalogue_alone_is_compared_and_judged_by(compared):
    found = compared(usage=USAGE, new_policy="signals: {limit_near: 0.95}\n")
    assert said(found) == [("policy", None, "signals.limit_near", "0.8", "0.95", "other")]
    assert [each for each in relisted(found) if each[0] == "leaves"] == [
        ("leaves", "B", "qualified", "no_need")
    ]


def test_the_same_rules_give_the_same_list(compared):
    assert compared(usage=USAGE, events=EVENTS).lists.relisted == ()
