"""What a first catalogue says about a newcomer's files."""

import random
from datetime import date
from pathlib import Path

import pytest

from tests.workflows.init.given import (
    PLANS,
    SAMPLES,
    asked_limits,
    begun,
    billing,
    choices,
    limits,
    scanned,
    text,
    tiers,
    usage,
    used_and_billed,
    weeks,
    written,
)
from upsell_cli.problems import UpsellError


@pytest.mark.usefixtures("folder")
class TestTiers:
    def test_plans_become_tiers_from_the_cheapest_up(self):
        found = begun(usage=usage(), billing=billing())
        assert [(tier.id, tier.name, tier.accounts) for tier in found.catalogue.tiers] == [
            ("basic", "Basic", 3),
            ("plus", "Plus", 3),
            ("max", "Max", 3),
        ]
        assert found.catalogue.origin == "the plan names in billing"

    def test_names_that_are_not_a_tiers_own_lead_to_it_under_plans(self):
        plans = begun(usage=usage(), billing=billing()).catalogue.plans
        assert [(plan.match, plan.tier) for plan in plans] == [
            ("basic-monthly", "basic"),
            ("max-monthly", "max"),
            ("plus-monthly", "plus"),
        ]

    def test_without_amounts_the_tiers_are_ordered_by_use(self):
        rows = [f"{t}-{n},{w},{u},{t}" for t, (_, u) in PLANS.items() for n in range(2) for w in weeks()]
        found = begun(usage=written("usage.csv", ["account_id,date,active_users,tier", *rows]))
        assert list(tiers(found)) == ["basic", "plus", "max"]
        assert not tiers(found)["basic"].price.known

    def test_an_account_with_several_subscriptions_is_on_the_dearest(self):
        rows = ["A,S1,gold,900", "A,S2,bronze,10", "B,S3,bronze,10", "C,S4,bronze,10"]
        lines = written("billing.csv", ["account_id,subscription_id,tier,mrr", *rows])
        found = begun(usage=written("usage.csv", ["account_id,date,users", "A,2026-01-01,5"]), billing=lines)
        assert {name: tier.accounts for name, tier in tiers(found).items()} == {"bronze": 2, "gold": 1}

    def test_what_is_billed_beside_a_plan_is_an_add_on(self):
        lines = billing()
        with Path("billing.csv").open("a") as file:
            file.write("max-0,addon-audit-log,39,EUR\n")
        Path("billing.csv").write_text(
            "\n".join(
                f"{line},{'subscription_id' if number == 0 else f'S{number}'}"
                for number, line in enumerate(Path("billing.csv").read_text().splitlines())
            )
        )
        found = begun(usage=usage(), billing=lines)
        (add_on,) = found.catalogue.add_ons
        assert (add_on.id, add_on.name, add_on.price.monthly) == ("audit_log", "Audit log", 39)
        assert "audit_log" not in tiers(found)

    def test_where_no_file_names_a_tier_there_are_placeholders(self):
        found = begun(usage=usage())
        assert list(tiers(found)) == ["first", "second", "third"]
        assert found.catalogue.origin == ""
        assert "placeholders" in text(found)

    def test_a_column_of_a_few_names_may_be_the_tier_and_is_asked_for(self):
        rows = [f"{t}-{n},{w},{u},{t}" for t, (_, u) in PLANS.items() for n in range(2) for w in weeks()]
        found = begun(usage=written("usage.csv", ["account_id,date,active_users,Tarif", *rows]))
        (question,) = found.headers.questions
        assert (question.table, question.column, question.options) == ("usage", "tier", ("Tarif",))
        assert "#   tier: Tarif" in text(found)


@pytest.mark.usefixtures("folder")
class TestPricesAndLimits:
    def test_the_price_is_what_is_paid_in_the_currency_that_is_billed(self):
        found = begun(usage=usage(), billing=billing())
        assert found.catalogue.currency == "EUR"
        assert {name: tier.price.monthly for name, tier in tiers(found).items()} == {
            "basic": 29,
            "plus": 99,
            "max": 499,
        }

    def test_amounts_in_another_currency_say_nothing_of_the_price(self):
        rows = ["A,pro,49,USD", "B,pro,49,USD", "C,pro,5000,JPY", "D,pro,5000,JPY", "E,pro,49,USD"]
        lines = written("billing.csv", ["account_id,plan,mrr,currency", *rows])
        found = begun(usage=written("usage.csv", ["account_id,date,users", "A,2026-01-01,5"]), billing=lines)
        assert tiers(found)["pro"].price.monthly == 49

    @pytest.mark.parametrize(
        ("uses", "limit"),
        [([7, 7, 7, 5, 4], 7), ([7, 7, 5], None), ([7, 6, 5], None), ([7, 7, 7, 6, 6, 6, 6], None)],
        ids=["a crowd", "two may meet", "none alike", "more of them below"],
    )
    def test_a_limit_is_where_several_accounts_stop(self, uses, limit):
        assert limits(tiers(begun(**used_and_billed(uses)))["basic"]).get("users") == limit

    def test_without_a_crowd_the_highest_use_is_asked_about(self):
        found = begun(**used_and_billed([38, 20, 11]))
        assert asked_limits(tiers(found)["basic"]) == {"users": "seen up to 38"}
        assert "    # limits:\n    #   users: 40 " in text(found).replace("   " * 4, " ")

    def test_seats_that_all_pay_for_limit_the_users_and_not_the_use_seen(self):
        found = begun(**used_and_billed([9, 14, 3], seats="20"))
        assert limits(tiers(found)["basic"])["users"] == 20

    def test_the_top_has_no_limits(self):
        top = tiers(begun(usage=usage(), billing=billing()))["max"]
        assert limits(top) == {"users": None, "exports": None}

    def test_limits_never_shrink_on_the_way_up(self):
        rows = [
            f"{p}-{n},2026-01-01,{ {'basic': 80, 'plus': 9, 'max': 5}[p] }" for p in PLANS for n in range(3)
        ]
        found = begun(usage=written("usage.csv", ["account_id,date,users", *rows]), billing=billing())
        assert [limits(tier)["users"] for tier in found.catalogue.tiers] == [80, 80, None]

    def test_seats_that_are_paid_for_one_by_one_limit_themselves(self):
        rows = [f"A{n},pro,{n * 20},{n}" for n in range(3, 9)] + ["Z,max,9000,1"]
        lines = written("billing.csv", ["account_id,plan,mrr,seats", *rows])
        reads = written(
            "usage.csv", ["account_id,date,users", *(f"A{n},2026-01-01,{n}" for n in range(3, 9))]
        )
        pro = tiers(begun(usage=reads, billing=lines))["pro"]
        assert (pro.price.per_seat_monthly, pro.price.monthly, pro.limits) == (20, None, ())


@pytest.mark.usefixtures("folder")
class TestMeters:
    def test_what_goes_up_and_down_is_a_flow_and_what_grows_is_a_level(self):
        header = "account_id,date,exports,Open projects"
        chance = random.Random(2)
        rows = [f"A,{w},{chance.randint(1, 90)},{20 + n}" for n, w in enumerate(weeks(30))]
        found = begun(usage=written("usage.csv", [header, *rows]))
        assert [(m.id, m.kind, m.column) for m in found.catalogue.meters] == [
            ("exports", "flow", None),
            ("open_projects", "level", "Open projects"),
        ]

    def test_seats_in_a_usage_file_are_what_is_paid_for_and_no_meter(self):
        found = begun(usage=written("usage.csv", ["account_id,date,users,seats", "A,2026-01-01,5,9"]))
        assert [limit.meter for limit in tiers(found)["first"].limits] == ["users"]

    def test_ids_flags_and_scores_are_no_meters(self):
        header = "account_id,date,users,beta,nps,session_id"
        rows = [f"A,{w},5,{n % 2},{n % 10},{n}" for n, w in enumerate(weeks())]
        assert begun(usage=written("usage.csv", [header, *rows])).catalogue.meters == ()

    def test_metrics_of_a_long_file_become_meters_under_any_header(self):
        rows = [f"A,{w},{m},{n}" for n, w in enumerate(weeks()) for m in ("api calls", "exports")]
        found = begun(usage=written("usage.csv", ["customer,when,what,how many", *rows]))
        assert choices(found) == {
            ("usage", "account_id"): "customer",
            ("usage", "date"): "when",
            ("usage", "metric"): "what",
            ("usage", "value"): "how many",
        }
        assert [limit.meter for limit in tiers(found)["third"].limits] == ["api_calls", "exports"]


@pytest.mark.usefixtures("folder")
class TestHeaders:
    def test_known_headers_need_no_map(self):
        assert not begun(usage=usage(), billing=billing()).maps_headers

    def test_a_slip_in_a_header_is_understood(self):
        found = begun(usage=usage("acount_id,date,active_users,exports"), billing=billing())
        assert choices(found) == {("usage", "account_id"): "acount_id"}

    def test_the_account_is_the_column_whose_ids_another_file_has(self):
        rows = [f"R{n},{plan}-{n % 3},{plan},{w}" for n, w in enumerate(weeks()) for plan in PLANS]
        reads = written("usage.csv", ["customer_id,ref,label,date,users", *(f"{row},5" for row in rows)])
        found = begun(usage=reads, billing=billing())
        assert choices(found) == {("usage", "account_id"): "ref"}

    def test_ids_that_only_another_file_leads_to_accounts_make_it_the_crosswalk(self):
        lines = ["sub,account_id,plan,mrr"]
        lines += [f"S-{plan}-{n},{plan}-{n},{plan},{PLANS[plan][0]}" for plan in PLANS for n in range(3)]
        rows = [f"S-{plan}-{n},{w},{n}" for plan in PLANS for n in range(3) for w in weeks()]
        reads = written("usage.csv", ["subscription,date,users", *rows])
        found = begun(usage=reads, billing=written("billing.csv", lines))
        assert found.headers.crosswalk == "billing.csv"
        assert choices(found) == {("usage", "account_id"): "subscription", ("crosswalk", "from_id"): "sub"}
        assert set(found.inputs.tables.readings["account_id"]) == {
            f"{plan}-{n}" for plan in PLANS for n in range(3)
        }

    def test_what_a_map_says_is_not_guessed_again(self):
        Path("mine.yaml").write_text("usage: {account_id: label}\n")
        rows = [f"{plan}-{n},L-{plan}-{n},{w},5" for plan in PLANS for n in range(3) for w in weeks()]
        reads = written("usage.csv", ["ref,label,date,users", *rows])
        assert not begun(usage=reads, billing=billing(), map_file="mine.yaml").maps_headers
        assert choices(begun(usage=reads, billing=billing())) == {("usage", "account_id"): "ref"}

    def test_what_a_map_leaves_out_is_not_asked_for(self):
        Path("mine.yaml").write_text('usage: {date: "-"}\n')
        rows = [f"{plan}-{n},2026-01-01,2026-01-08,5" for plan in PLANS for n in range(3)]
        reads = written("usage.csv", ["account_id,seen,sent,users", *rows])
        found = begun(usage=reads, billing=billing(), map_file="mine.yaml", as_of=date(2026, 1, 9))
        assert not found.maps_headers
        assert list(tiers(found)) == ["basic", "plus", "max"]

    def test_where_nothing_stands_out_it_is_asked_and_nothing_drafted(self):
        rows = [f"A{n},B{n},{w},5" for n in range(4) for w in weeks()]
        found = begun(usage=written("usage.csv", ["alpha,beta,date,users", *rows]))
        assert found.catalogue is None
        assert [(q.column, sorted(q.options)) for q in found.headers.questions] == [
            ("account_id", ["alpha", "beta"])
        ]

    def test_an_answer_takes_the_likeliest(self):
        rows = [f"A{n},B{n},{w},5" for n in range(4) for w in weeks()]
        found = begun(usage=written("usage.csv", ["alpha,beta,date,users", *rows]), answer=True)
        assert found.catalogue is not None
        assert found.headers.questions == ()

    def test_two_columns_of_days_are_not_chosen_between(self):
        rows = [f"A,{w},{w},5" for w in weeks()]
        found = begun(usage=written("usage.csv", ["account_id,seen,sent,users", *rows]))
        assert [(q.column, q.options) for q in found.headers.questions] == [("date", ("seen", "sent"))]

    def test_a_file_that_cannot_be_read_at_all_is_refused(self):
        with pytest.raises(UpsellError, match="no header line"):
            begun(usage=written("usage.csv", ["A-1,2026-01-01,5"]))


@pytest.mark.usefixtures("folder")
class TestAPlanUnderAnUnknownHeader:
    def billed(self, header, values):
        rows = [f"A{n},{value},{len(value)}0" for n, value in enumerate(values)]
        lines = written("billing.csv", [f"account_id,{header},mrr", *rows])
        reads = [f"A{n},2026-01-01,5" for n in range(len(values))]
        return begun(usage=written("usage.csv", ["account_id,date,users", *reads]), billing=lines)

    @pytest.mark.parametrize("header", ["Subscription", "Licence kind"])
    def test_is_guessed_by_a_few_names_each_of_several_accounts(self, header):
        found = self.billed(header, ["Solo", "Solo", "Team", "Team", "Company", "Company"])
        assert choices(found) == {("billing", "plan"): header}
        assert "a guess by its values, each of several accounts: Company, Solo, Team" in text(found)
        assert set(tiers(found)) == {"solo", "team", "company"}

    def test_ids_are_none(self):
        found = self.billed("Subscription", [f"S-{n}" for n in range(6)])
        assert {("billing", "plan"), ("billing", "tier")}.isdisjoint(choices(found))

    def test_what_parts_accounts_otherwise_is_none(self):
        found = self.billed("Country", ["DE", "DE", "FR", "FR", "AT", "AT"])
        assert ("billing", "plan") not in choices(found)


@pytest.mark.usefixtures("folder")
class TestWhatComesOfIt:
    def test_a_scan_finds_nobody_full_nor_paying_too_much_by_limits_that_nobody_stated(self):
        files = {"usage": usage(), "billing": billing()}
        totals = scanned(begun(**files), **files).totals
        assert (totals.accounts, totals.qualified.accounts, totals.savings_minor) == (9, 0, 0)

    def test_a_scan_finds_who_is_at_a_limit_that_the_exports_show(self):
        files = used_and_billed([20, 19, 3], seats="20")
        assert scanned(begun(**files), **files).totals.at_limit == 1

    def test_a_scan_with_the_draft_and_the_map_gives_the_same_list(self):
        files = {"usage": usage(), "billing": billing()}
        plain = scanned(begun(**files), **files)
        odd = {
            "usage": usage("Client No,Week ending,active_users,exports", "odd.csv"),
            "billing": billing("customer,package,monthly fee,currency", "bills.csv"),
        }
        assert scanned(begun(**odd), **odd).totals == plain.totals

    def test_placeholders_can_be_scanned_too(self):
        files = {"usage": usage()}
        assert scanned(begun(**files), **files).totals.accounts == 9

    def test_the_order_of_rows_changes_nothing(self):
        files = {"usage": usage(), "billing": billing()}
        ordered = text(begun(**files))
        for (name,) in files.values():
            header, *rows = Path(name).read_text().splitlines()
            random.Random(3).shuffle(rows)
            written(name, [header, *rows])
        assert text(begun(**files)) == ordered

    @pytest.mark.slow
    def test_the_sample_company_is_understood_without_a_map(self, monkeypatch):
        monkeypatch.chdir(SAMPLES)
        found = begun(usage=("usage.csv",), billing=("billing.csv",), accounts=("accounts.csv",))
        assert not found.maps_headers
        assert [tier.id for tier in found.catalogue.tiers if "2023" not in tier.id] == [
            "starter",
            "growth",
            "scale",
            "enterprise",
        ]
        growth = tiers(found)["growth"].price
        assert (growth.monthly, growth.per_seat_monthly, growth.included_seats) == (199, 12, 25)
