from datetime import date

import pytest

from tests.tables import AS_OF, accounts, policy, seen, tables
from upsell_cli.frames.accounts.signals import SIGNALS
from upsell_cli.stages.signals import listen

ACME = "account_id | budget\n acme | ?"


def heard(known: str = ACME, **given: str):
    return listen(accounts(known), tables(**given), policy(), AS_OF)


def events(*rows: str, columns: str = "date | type", known: str = ACME):
    lines = "\n".join(f"acme | {row}" for row in rows)
    return heard(known, events=f"account_id | {columns}\n{lines}")


@pytest.mark.parametrize(
    ("kind", "column"),
    [("blocked", "blocked_attempts"), ("pricing_view", "pricing_views"), ("ticket", "tickets")],
)
def test_equal_events_of_a_day_count_once(kind, column):
    rows = (f"2026-06-30 | {kind} | a", f"2026-06-30 | {kind} | a", f"2026-06-30 | {kind} | b")
    assert seen(events(*rows, columns="date | type | text"), column) == {"acme": 2}


class TestCounts:
    @pytest.mark.parametrize(
        ("kind", "column", "days"),
        [
            ("blocked", "blocked_attempts", 42),
            ("pricing_view", "pricing_views", 35),
            ("workaround", "workarounds", 91),
            ("competitor", "competitor_mentions", 91),
            ("ticket", "tickets", 91),
        ],
    )
    def test_are_of_a_window_that_ends_with_the_day(self, kind, column, days):
        oldest, too_old = (date.fromordinal(AS_OF.toordinal() - n) for n in (days - 1, days))
        facts = events(
            f"2026-06-30 | {kind}", f"{oldest} | {kind}", f"{too_old} | {kind}", f"2026-07-01 | {kind}"
        )
        assert seen(facts, column) == {"acme": 2}

    def test_of_waiting_take_a_ticket_that_is_there_twice_once(self):
        rows = ("2026-06-01 | ticket | 60", "2026-06-01 | ticket | 60", "2026-06-02 | ticket | 600")
        facts = events(*rows, columns="date | type | first_reply_minutes")
        assert seen(facts, "reply_hours") == {"acme": 5.5}

    def test_take_the_number_an_event_carries(self):
        facts = events("2026-06-30 | blocked | 5", "2026-06-29 | blocked | ?", columns="date | type | value")
        assert seen(facts, "blocked_attempts") == {"acme": 6}

    @pytest.mark.parametrize(
        ("kind", "column", "days"),
        [
            ("hiring", "hiring", 91),
            ("compliance_request", "compliance_request", 91),
            ("budget_signal", "budget_signal", 180),
            ("goal_reached", "goal_reached", 180),
        ],
    )
    def test_are_yes_or_no_where_one_is_enough(self, kind, column, days):
        oldest, too_old = (date.fromordinal(AS_OF.toordinal() - n) for n in (days - 1, days))
        assert seen(events(f"{oldest} | {kind}"), column) == {"acme": True}
        assert seen(events(f"{too_old} | {kind}"), column) == {"acme": False}

    def test_of_waiting_is_the_median_in_hours(self):
        facts = events(
            "2026-06-01 | ticket | 60",
            "2026-06-02 | ticket | 600",
            "2026-06-03 | ticket | 120",
            "2026-06-04 | ticket | ?",
            "2026-06-05 | note   | 9000",
            columns="date | type | first_reply_minutes",
        )
        assert seen(facts, "tickets", "reply_hours") == {"acme": (4, 2.0)}


class TestOpenOrSettled:
    @pytest.mark.parametrize(
        ("rows", "failed"),
        [
            (["2026-05-01 | payment_failed"], True),
            (["2026-05-01 | payment_failed", "2026-05-01 | payment_recovered"], False),
            (["2026-05-01 | payment_failed", "2026-04-01 | payment_recovered"], True),
            (["2026-07-01 | payment_failed"], False),
            ([], None),
        ],
    )
    def test_a_failed_payment_counts_until_it_is_made_good(self, rows, failed):
        assert seen(events(*rows), "payment_failed") == {"acme": failed}

    @pytest.mark.parametrize(
        ("rows", "pending"),
        [
            (["2026-05-01 | move_pending"], True),
            (["2026-05-01 | move_pending", "2026-06-01 | upgrade"], False),
            (["2026-05-01 | upgrade", "2026-06-01 | move_pending"], True),
        ],
    )
    def test_a_pending_move_counts_until_the_upgrade(self, rows, pending):
        assert seen(events(*rows), "move_pending") == {"acme": pending}

    def test_notice_counts_however_long_ago(self):
        assert seen(events("2025-01-01 | cancel_notice"), "cancel_notice") == {"acme": True}

    @pytest.mark.parametrize(
        ("rows", "is_open", "since"),
        [
            (["2026-05-01 | escalation_opened | 2"], True, date(2026, 5, 1)),
            (["2026-05-01 | escalation_opened | 3"], False, None),
            (["2026-05-01 | escalation_opened | ?"], None, None),
            (["2026-05-01 | escalation_opened | 1", "2026-05-09 | escalation_closed | ?"], False, None),
            (
                [
                    "2026-04-01 | escalation_opened | 1",
                    "2026-04-09 | escalation_closed | ?",
                    "2026-05-01 | escalation_opened | 1",
                    "2026-05-02 | escalation_opened | 1",
                ],
                True,
                date(2026, 5, 1),
            ),
        ],
        ids=["severe", "mild", "unknown severity", "closed", "opened again"],
    )
    def test_an_escalation_is_open_while_it_is_severe_and_not_closed(self, rows, is_open, since):
        facts = events(*rows, columns="date | type | severity")
        assert seen(facts, "escalation_open", "escalation_on") == {"acme": (is_open, since)}

    @pytest.mark.parametrize(
        ("rows", "is_open"),
        [
            (["2026-05-01 | ticket | 2 | open"], True),
            (["2026-05-01 | ticket | 1 | on_hold", "2026-05-02 | ticket | 1 | solved"], True),
            (["2026-05-01 | ticket | 1 | closed"], None),
            (["2026-05-01 | ticket | 3 | open"], None),
            (["2026-05-01 | ticket | ? | open"], None),
            (["2026-05-01 | ticket | 1 | ?"], None),
            (["2026-05-01 | ticket | 1 | open", "2026-05-09 | escalation_closed | ? | ?"], False),
        ],
        ids=[
            "open",
            "one of two",
            "closed",
            "mild",
            "unknown severity",
            "unknown status",
            "closed in a journal",
        ],
    )
    def test_a_severe_ticket_that_is_not_solved_is_an_open_escalation(self, rows, is_open):
        facts = events(*rows, columns="date | type | severity | status")
        assert seen(facts, "escalation_open") == {"acme": is_open}


class TestAnswers:
    def test_of_satisfaction_stand_on_the_rows_of_tickets_too(self):
        facts = events(
            "2026-06-01 | ticket | ? | 5",
            "2026-06-02 | ticket | ? | 1",
            "2026-06-03 | ticket | ? | ?",
            "2026-05-30 | csat   | 4 | ?",
            columns="date | type | value | csat",
        )
        assert seen(facts, "csat", "survey_on") == {"acme": (1, date(2026, 6, 2))}

    def test_the_newest_within_the_window_counts_and_of_one_day_the_worse(self):
        facts = events(
            "2026-06-01 | nps  | 9",
            "2026-06-02 | nps  | 8",
            "2026-06-02 | nps  | 3",
            "2026-07-02 | nps  | 1",
            "2025-12-31 | csat | 2",
            columns="date | type | value",
        )
        assert seen(facts, "nps", "csat", "survey_on") == {"acme": (3, None, date(2026, 6, 2))}

    @pytest.mark.parametrize(
        ("recorded", "asked", "nps", "on"),
        [
            ("9 | 2026-06-10", "2026-06-01 | nps | 3", 9, date(2026, 6, 10)),
            ("9 | 2026-05-10", "2026-06-01 | nps | 3", 3, date(2026, 6, 1)),
            ("9 | ?", "2026-06-01 | nps | 3", 3, date(2026, 6, 1)),
            ("9 | ?", "2026-06-01 | note | ?", 9, None),
            ("9 | 2026-01-01", "2026-06-01 | note | ?", 9, date(2026, 1, 1)),
            ("9 | 2025-12-31", "2026-06-01 | note | ?", None, None),
            ("9 | 2026-07-01", "2026-06-01 | note | ?", None, None),
        ],
        ids=[
            "newer",
            "older",
            "undated beside a newer",
            "undated alone",
            "of the last day",
            "too old",
            "not yet",
        ],
    )
    def test_recorded_with_the_account_count_when_newer_or_alone(self, recorded, asked, nps, on):
        facts = heard(
            accounts=f"account_id | nps | nps_on\n acme | {recorded}",
            events=f"account_id | date | type | value\n acme | {asked}",
        )
        assert seen(facts, "nps", "survey_on") == {"acme": (nps, on)}

    def test_satisfaction_stands_in_for_an_answer_nobody_gave(self):
        known = "account_id | budget | satisfaction\n acme | ? | 4"
        assert seen(heard(known), "nps") == {"acme": 4}
        answered = events("2026-06-01 | nps | 9", columns="date | type | value", known=known)
        assert seen(answered, "nps") == {"acme": 9}


class TestBudget:
    @pytest.mark.parametrize(
        ("recorded", "given", "expected"),
        [
            ("yes", {}, True),
            ("no", {}, False),
            ("unknown", {}, None),
            ("?", {}, None),
            ("yes", {"events": "account_id | date | type\n other | 2026-06-01 | note"}, True),
            ("?", {"events": "account_id | date | type\n other | 2026-06-01 | note"}, False),
            ("?", {"events": "account_id | date | type\n other | 2026-06-01 | ticket"}, None),
        ],
    )
    def test_is_recorded_or_seen(self, recorded, given, expected):
        facts = heard(f"account_id | budget\n acme | {recorded}", **given)
        assert seen(facts, "budget_signal") == {"acme": expected}

    @pytest.mark.parametrize(
        ("given", "stated"),
        [
            ({}, None),
            ({"value": "account_id | source | stated_on\n acme | stated | 2026-05-01"}, True),
            ({"value": "account_id | source | stated_on\n acme | stated | 2026-07-01"}, False),
            ({"value": "account_id | source | stated_on\n acme | assumed | ?"}, False),
            ({"events": "account_id | date | type\n acme | 2026-01-01 | value_statement"}, True),
        ],
    )
    def test_value_is_in_figures_when_it_was_stated_or_measured(self, given, stated):
        assert seen(heard(**given), "value_stated") == {"acme": stated}


class TestContacts:
    def test_about_an_upgrade_or_without_a_purpose_are_counted(self):
        facts = heard(
            contacts="""
                account_id | date       | purpose | outcome
                acme       | 2026-06-01 | upsell  | no_answer
                acme       | 2026-05-31 | ?       | no
                acme       | 2026-04-01 | upsell  | done
                acme       | 2026-03-31 | upsell  | lost
                acme       | 2026-06-20 | support | no
                acme       | 2026-07-01 | upsell  | no
            """
        )
        columns = ("last_contact_on", "contacts_lately", "contacts_counted", "last_no_on")
        assert seen(facts, *columns) == {"acme": (date(2026, 6, 1), 1, 3, date(2026, 5, 31))}

    def test_how_far_back_contacts_count_is_policy(self):
        contacts = "account_id | date | purpose\n acme | 2026-06-25 | upsell\n acme | 2026-06-05 | upsell"
        days = policy(gates={"contacts_most_days": 31}, contact={"capacity": {"pitches_days": 10}})
        facts = listen(accounts("account_id\nacme"), tables(contacts=contacts), days, AS_OF)
        assert seen(facts, "contacts_lately", "contacts_counted") == {"acme": (1, 2)}

    @pytest.mark.parametrize(
        ("rise", "event", "outcome", "expected"),
        [
            ("2026-03-01", "2026-01-01", "2026-02-01", date(2026, 3, 1)),
            ("?", "2026-04-01", "2026-02-01", date(2026, 4, 1)),
            ("?", "2026-07-01", "2026-02-01", date(2026, 2, 1)),
        ],
    )
    def test_the_last_upgrade_is_the_newest_that_anything_tells(self, rise, event, outcome, expected):
        facts = heard(
            f"account_id | budget | last_rise_on\n acme | ? | {rise}",
            events=f"account_id | date | type\n acme | {event} | upgrade",
            contacts=f"account_id | date | purpose | outcome\n acme | {outcome} | upsell | won",
        )
        assert seen(facts, "last_upgrade_on") == {"acme": expected}


class TestDealsAndPeople:
    @pytest.mark.parametrize(
        ("deal", "under_way"),
        [
            ("Negotiation | ? | ?", "d1"),
            ("Closed Won | ? | ?", ""),
            ("closedlost | ? | ?", ""),
            ("Negotiation | 2026-07-01 | ?", ""),
            ("Negotiation | ? | 2026-06-30", ""),
            ("Closed won | ? | 2026-07-01", "d1"),
        ],
        ids=["open", "won", "lost", "not opened yet", "closed", "closed later"],
    )
    def test_a_deal_is_open_by_its_dates_or_else_its_stage(self, deal, under_way):
        facts = heard(deals=f"account_id | deal_id | stage | opened | closed\n acme | d1 | {deal}")
        assert seen(facts, "open_deal") == {"acme": under_way}

    def test_of_several_deals_the_largest_is_named_and_without_an_id_its_stage(self):
        facts = heard(
            deals="""
                account_id | deal_id | stage    | amount_minor
                acme       | d1      | Proposal |       100,00
                acme       | ?       | Verbal   |       900,00
                acme       | d3      | Proposal |            ?
            """
        )
        assert seen(facts, "open_deal") == {"acme": "Verbal"}

    @pytest.mark.parametrize(
        ("deal", "said_no_on"),
        [
            ("Closed Lost | 2026-05-01 | ?", date(2026, 5, 1)),
            ("closedlost | ? | 2026-05-02", date(2026, 5, 2)),
            ("Closed Lost | 2026-05-01 | 2026-04-20", date(2026, 5, 1)),
            ("Closed Lost | ? | 2026-07-01", None),
            ("Closed Lost | ? | ?", None),
            ("Closed Won | 2026-05-01 | ?", None),
            ("Proposal | ? | 2026-05-01", None),
        ],
        ids=["closed", "as expected", "both", "still to come", "no day", "won", "open"],
    )
    def test_a_lost_deal_is_a_no_on_the_day_it_was_closed(self, deal, said_no_on):
        facts = heard(deals=f"account_id | stage | closed | close_date\n acme | {deal}")
        assert seen(facts, "last_no_on") == {"acme": said_no_on}

    def test_people_with_a_role_are_known(self):
        facts = heard(people="account_id | name | role\n acme | Ana | buyer\n acme | Bo | ?")
        assert seen(facts, "people_known") == {"acme": 1}


class TestTables:
    def test_that_were_not_given_leave_everything_unknown(self):
        facts = heard()
        names = [c.name for c in SIGNALS if c.stage == "signals"]
        assert seen(facts, *names) == {"acme": (None,) * len(names)}

    def test_that_were_given_without_a_row_say_there_is_nothing(self):
        facts = heard(
            events="account_id | date | type\n other | 2026-06-01 | hiring\n other | 2026-06-01 | ticket",
            contacts="account_id | date",
            deals="account_id | stage",
            people="account_id | name",
        )
        columns = (
            "tickets",
            "hiring",
            "contacts_counted",
            "open_deal",
            "people_known",
            "reply_hours",
            "last_no_on",
        )
        assert seen(facts, *columns) == {"acme": (0, False, 0, "", 0, None, None)}

    def test_pass_through_without_accounts(self):
        given = {
            name: f"account_id | {column}" for name, column in (("events", "date"), ("contacts", "date"))
        }
        assert len(heard("account_id | budget", **given)) == 0
