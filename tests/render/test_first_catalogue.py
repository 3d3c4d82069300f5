"""The YAML that `upsell init` writes reads back as what was meant, whatever names a company has."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from upsell_cli.config.book import open_book
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.header_map import HeaderMap
from upsell_cli.config.loading import read_model
from upsell_cli.config.names import meaning_of_plan, meaning_of_tier
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.frames.documents.drafts import (
    DraftCatalogue,
    DraftLimit,
    DraftMeter,
    DraftPrice,
    DraftTier,
    HeaderChoice,
    HeaderDraft,
    HeaderQuestion,
)
from upsell_cli.render.first_catalogue import first_catalogue
from upsell_cli.render.formats.yaml import remarked, scalar
from upsell_cli.render.header_map import header_map
from upsell_cli.stages.propose.names import tiers_called, tiers_planned

NAMES = st.text(min_size=1).map(str.strip).filter(bool)


def opened(draft, command=""):
    loaded = read_model(first_catalogue(draft, command), "tiers.yaml", Catalogue)
    return open_book(loaded.model, loaded.document)


def drafted(named, **more):
    return DraftCatalogue("USD", "", (), named.tiers, named.add_ons, named.plans, **more)


@given(st.text())
@example("no")
@example("1e3")
@example(": x")
@example("- x")
@example('say "hi" \\ #1')
@example("null")
@example("2026-01-01")
@example("caf\u00e9\u2028\ufeff\x85\x00\U0001f600")
def test_any_text_reads_back_the_same(text):
    document = read_document(f"block: {scalar(text)}\nflow: {{a: {scalar(text)}, b: 1}}\n", "x.yaml")
    assert (document.value, document.problems) == ({"block": text, "flow": {"a": text, "b": 1}}, ())


@given(st.text(), st.sampled_from(["a: 1", f"a: {'1' * 20}"]))
@example("\n- not a line of its own: {", "a: 1")
@example("long " * 40, "a: 1")
def test_a_remark_never_becomes_a_value(remark, line):
    assert list(read_document(f"{remarked(line, remark)}\nb: 2\n", "x.yaml").value) == ["a", "b"]


@given(st.lists(NAMES, min_size=1, max_size=6))
@example(["no", "1e3", ": x", '"quoted"', "Größe 日本", "~", "{a}", "Pro", "PRO", "pro_2", "Pro+"])
def test_every_name_of_a_tier_leads_to_a_tier_that_is_called_so(names):
    book = opened(drafted(tiers_called(names)))
    found = [book.tiers[meaning_of_tier(book, name).rank].name for name in names]
    assert [name.casefold() for name in found] == [name.casefold() for name in names]


@given(st.lists(NAMES.filter(lambda name: not set("*?") & set(name)), min_size=1, max_size=6, unique=True))
@example(["growth-monthly", "growth-annual", "Growth", "addon-growth", "monthly"])
def test_every_plan_leads_to_its_tier_or_add_on(names):
    named = tiers_planned(names)
    if not named.tiers:
        return
    book = opened(drafted(named))
    for name in names:
        meaning = meaning_of_plan(book, name)
        planned = {plan.match: plan for plan in named.plans}.get(name)
        if planned is None:
            assert name.casefold() in {x.casefold() for t in named.tiers for x in (t.id, t.name)} | {
                x.casefold() for a in named.add_ons for x in (a.id, a.name)
            }
        elif planned.tier:
            assert book.tier_ids[meaning.rank] == planned.tier
        else:
            assert book.add_ons[meaning.add_on].id == planned.add_on


def test_prices_limits_and_meters_read_back():
    draft = DraftCatalogue(
        "EUR",
        "the commonest",
        (DraftMeter("api_hits", "flow", "API: hits", "it goes up and down"),),
        (
            DraftTier(
                "solo",
                "Solo",
                DraftPrice(Decimal("9.50"), Decimal(95), Decimal(3), Decimal(30), 2, 7, "what 7 pay"),
                (DraftLimit("api_hits", Decimal("0.5"), "highest use seen is 0.4"),),
            ),
            DraftTier("team", "Team", DraftPrice(because="none"), (DraftLimit("api_hits", None),)),
        ),
    )
    book = opened(draft, "upsell scan 'a b.csv'")
    solo, team = book.tiers
    assert (book.currency, solo.price.monthly, solo.price.per_seat_annual) == ("EUR", Decimal("9.50"), 30)
    assert (solo.price.included_seats, team.price.quote) == (2, True)
    assert book.meter("api_hits").headers == ("API: hits",)
    assert [limits["api_hits"].included for limits in book.tier_limits] == [0.5, float("inf")]


@given(NAMES, NAMES)
@example("no", ": x")
def test_a_header_map_reads_back(account, other):
    draft = HeaderDraft(
        (HeaderChoice("usage", "account_id", account, "by name"),),
        (HeaderQuestion("usage", "date", (other, account)), HeaderQuestion("billing", "plan", (other,))),
    )
    text = header_map(draft, {"usage": "a b.csv", "billing": "b.csv"})
    assert read_model(text, "map.yaml", HeaderMap).model.by_table == {"usage": {"account_id": account}}
