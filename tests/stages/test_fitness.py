"""What is said about inputs before anything is judged."""

from dataclasses import replace
from datetime import date

from tests.tables import AS_OF, Hashed, accounts, book, policy, readings, tables
from upsell_cli.frames.documents.fitness import History
from upsell_cli.frames.tables import FileReport, Inputs, Join
from upsell_cli.stages.fitness import CODES, find_unfit, history_of, ranges, tier_names

BOOK = book("""
    version: 1
    currency: USD
    tiers:
      - {id: starter, name: Starter, price: 49, limits: {users: 5, exports: 100}}
      - {id: scale, name: Scale, price: 899, limits: {users: unlimited, exports: 900}}
    meters: {exports: {kind: flow}}
    plans: [{match: "gold-*", tier: scale}]
    """)

NO_HISTORY = History("month", 1, 3)


def inputs(*, last_on=AS_OF, grain="weekly", joins=()):
    usage = FileReport(
        "usage", "u.csv", Hashed(""), "utf-8", ",", 1, (), 9, 9, 0, {}, date(2026, 1, 1), last_on
    )
    return Inputs(tables(), AS_OF, "--as-of", grain, "", (usage,), joins, ())


def found(given, history=NO_HISTORY, unmeasured=()):
    return {problem.code: problem for problem in find_unfit(given, history, unmeasured, policy())}


def test_a_range_goes_from_the_least_to_the_most_of_those_who_are_measured():
    [_, users] = ranges(
        accounts("""
            account_id | use[users] | limit[users] | util[users]
            a          |          1 |            5 |         0.2
            b          |          5 |            5 |           1
            c          |         90 |          inf |           0
            d          |          ? |            5 |           ?
        """),
        BOOK,
    )
    assert (users.accounts, users.least, users.median, users.most) == (3, 1, 5, 90)
    assert (users.at_limit, users.limited) == (1, 2)


def test_a_limit_that_nothing_measures_has_a_range_of_nobody():
    drawn = accounts("""
        account_id | use[users] | limit[users] | util[users]
        a          |          1 |            5 |         0.2
        """)
    assert [(meter.meter, meter.accounts) for meter in ranges(drawn, BOOK)] == [("exports", 0), ("users", 1)]


def test_a_hole_is_a_week_without_a_row_between_others():
    history = history_of(
        readings("""
            account_id | meter | bins
            even       | users | 3 3 3 3
            holed      | users | 3 . . 3
            late       | users | 3 3 3 .
            new        | users | 3
        """),
        "weekly",
    )
    assert (history.with_holes, history.holes) == (1, (("holed", 2),))
    assert (history.without_newest, history.absent) == (1, ("late",))
    assert (history.period, history.accounts) == ("week", 4)


def test_a_row_of_another_meter_fills_a_week():
    history = history_of(
        readings("""
            account_id | meter   | bins
            a          | users   | 3 . 3
            a          | exports | . 7 .
        """),
        "weekly",
    )
    assert history.with_holes == 0


def test_a_snapshot_has_no_history_but_old_readings_are_seen():
    drawn = """
        account_id | meter | bins | last_on
        a          | users | 3    | 2026-06-30
        b          | users | 3    | 2026-05-31
        c          | users | 3    | 2026-05-29
    """
    history = history_of(readings(drawn), "snapshot")
    assert (history.accounts, history.without_newest, history.absent) == (3, 1, ("c",))
    assert history.with_holes == 0


def test_every_name_of_a_tier_is_given_with_what_it_means():
    given = tables(
        billing="""
            account_id | plan
            a          | gold-2024
            b          | platinum
            c          | platinum
        """,
        accounts="""
            account_id | tier
            a          | Scale
        """,
    )
    names = [(name.table, name.column, name.name, name.rows, name.means) for name in tier_names(given, BOOK)]
    assert names == [
        ("billing", "plan", "platinum", 2, None),
        ("billing", "plan", "gold-2024", 1, "scale"),
        ("accounts", "tier", "Scale", 1, "scale"),
    ]


def test_tables_that_meet_nowhere_are_told_once():
    joins = (Join("usage", "billing", 0, 3, ("a", "b", "c")), Join("billing", "usage", 0, 2, ("1", "2")))
    problem = found(inputs(joins=joins))["nothing-joins"]
    assert problem.message == "no account of usage is in billing; usage has a, b, c"
    assert (problem.severity, str(problem.place), problem.value) == ("warning", "u.csv", "a")


def test_tables_of_which_something_meets_are_let_be():
    assert found(inputs(joins=(Join("usage", "billing", 1, 3, ("b", "c")),))) == {}


def test_usage_is_stale_when_every_account_would_be_held_back():
    assert found(inputs(last_on=date(2026, 5, 26))) == {}
    assert "35 days before" not in str(found(inputs(last_on=date(2026, 5, 26))))
    stale = found(inputs(last_on=date(2026, 5, 25)))["stale-usage"]
    assert stale.message == "the newest usage is of 25 May 2026, 36 days before 30 Jun 2026"


def test_monthly_usage_may_be_two_periods_old():
    monthly = inputs(last_on=date(2026, 4, 30), grain="monthly")
    assert "stale-usage" in found(monthly)
    assert "stale-usage" not in found(monthly._replace(as_of=date(2026, 6, 29)))


def test_most_accounts_without_usage_in_the_newest_period_is_a_sign_of_a_cut_export():
    history = History("week", 26, accounts=10, without_newest=6)
    assert found(inputs(), history)["few-in-newest"].message == (
        "6 of 10 accounts have no usage in the week up to 30 Jun 2026"
    )
    assert found(inputs(), replace(history, without_newest=5)) == {}


def test_holes_and_limits_without_a_measure_are_for_the_record():
    history = History("month", 12, accounts=10, with_holes=1, holes=(("a", 3),))
    told = found(inputs(), history, ("exports",))
    assert {code: problem.severity for code, problem in told.items()} == {
        "holes": "note",
        "not-measured": "note",
    }
    assert "a (3)" in told["holes"].message


def test_every_finding_is_of_a_documented_kind():
    assert [code for code in CODES.values() if not (code.meaning and code.fix)] == []
