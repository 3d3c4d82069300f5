"""The hand-shaped cast: one customer for every verdict the tool can reach, so that the samples show them all.

`shows` is what a member is there for; the other fields say what makes it so. Days count back from the
as-of day; a flow's use is a month's. All of them are invented.
"""

from upsell_cli.samples.ladder import ENTERPRISE, GROWTH, SCALE, STARTER
from upsell_cli.samples.member import Event, Member, Use


def _use(users: float, storage: float, calls: float, runs: float, growth: float = 0.03) -> dict[str, Use]:
    """Give the use of all four meters, all growing alike over the last quarter."""
    return {
        "active_users": Use(users, growth),
        "storage_gb": Use(storage, growth),
        "api_calls": Use(calls, growth),
        "automations": Use(runs, growth),
    }


def _asks(feature: str, text: str, *ago: int) -> tuple[Event, ...]:
    return tuple(Event(day, "feature_request", {"feature": feature, "text": text}) for day in ago)


def _tickets(reply_minutes: int, *ago: int) -> tuple[Event, ...]:
    cells = {"text": "Imports stop half way", "severity": "3", "first_reply_minutes": str(reply_minutes)}
    return tuple(Event(day, "ticket", cells) for day in ago)


HAPPY = {"nps": "9", "nps_on": "-40", "csat": "4.7", "csat_on": "-30", "health": "88"}
CONTENT = {"nps": "8", "nps_on": "-60", "csat": "4.4", "csat_on": "-45", "health": "74"}

QUALIFIED = (
    Member(
        "Brambleford Bakery Supply", "qualified, outgrowing: at the user wall, tier upgrade", STARTER, 5,
        _use(7.4, 8.9, 7_900, 430, 0.22), industry="Retail", employees=18,
        profile=HAPPY | {"goal": "Open two more depots by spring"},
        events=(Event(3, "blocked", {"text": "Invite refused: 5 of 5 users"}), Event(16, "blocked", {"text": "Invite refused: 5 of 5 users"}),
                Event(9, "pricing_view"), Event(4, "pricing_view"), Event(20, "hiring", {"text": "Advertises for two planners"})),
        value={"driver": "reporting", "hours_per_person_week": "1.5", "people": "5", "hourly_cost": "40.00"},
    ),
    Member(
        "Tarnhithe Freight", "qualified, outgrowing: several walls at once, tier upgrade", GROWTH, 70,
        _use(69, 98, 96_000, 4_700, 0.14), industry="Logistics", employees=210, annual=True, renewal_in=47,
        profile=HAPPY | {"budget": "yes", "stakeholders": "2", "next_review": "+12"},
        events=(*_asks("webhooks", "We need webhooks for the yard system", 8, 30, 61), *_asks("sandbox", "A staging workspace would help", 25),
                Event(14, "budget_signal", {"text": "Tooling budget for next year approved"})),
        value={"driver": "polling", "hours_per_person_week": "6", "people": "4", "hourly_cost": "55.00"},
    ),
    Member(
        "Quillhaven Press", "qualified, feature_need: asks for what only the next tier has", GROWTH, 40,
        _use(33, 52, 41_000, 2_600), industry="Media", employees=140, annual=True, renewal_in=190,
        profile=CONTENT | {"goal": "Plan print runs a quarter ahead"},
        events=(*_asks("forecasting", "Is a forecast planned? We build projections by hand", 12, 33, 70), *_asks("audit_log", "Auditors want an audit trail", 21),
                *_asks("sandbox", "Could we have a sandbox", 40)),
        value={"driver": "planning", "hours_per_person_week": "5", "people": "6", "hourly_cost": "48.00"},
    ),
    Member(
        "Linden & Marsh Staffing", "qualified, team_growth: more seats of the same tier", GROWTH, 30,
        _use(29, 38, 35_000, 1_900, 0.38), industry="Services", employees=95,
        profile=HAPPY | {"budget": "yes"},
        events=(Event(10, "hiring", {"text": "Opens a second office, twelve new consultants"}), Event(44, "hiring", {"text": "Six consultants join in October"})),
    ),
    Member(
        "Corranwick Clinics", "qualified, support_need: waits longer than the next tier promises", GROWTH, 35,
        _use(30, 61, 52_000, 2_900), industry="Healthcare", employees=160, annual=True, renewal_in=88,
        profile={"nps": "7", "nps_on": "-50", "csat": "4.1", "csat_on": "-20", "health": "61"},
        events=(*_tickets(2_150, 5, 13, 24, 37, 52), *_asks("priority_support", "We need phone support while clinics are open", 13, 37)),
        value={"driver": "downtime", "hours_per_person_week": "1", "people": "30", "hourly_cost": "38.00"},
    ),
    Member(
        "Osierbank Leasing", "qualified, compliance: an audit date and no audit log", GROWTH, 45,
        _use(39, 57, 47_000, 2_100), industry="Finance", employees=180, annual=True, renewal_in=75,
        profile=CONTENT | {"compliance_deadline": "+96", "stakeholders": "2"},
        events=(Event(17, "compliance_request", {"feature": "audit_log", "text": "The auditor asks for an audit log and single sign-on"}),
                *_asks("audit_log", "When do we get an audit log", 29, 64), *_asks("sso", "SSO is on our auditor's list", 29)),
        value={"driver": "audit_preparation", "hours_per_person_week": "3", "people": "8", "hourly_cost": "62.00"},
    ),
    Member(
        "Pebbleshaw Archive Services", "qualified, outgrowing: storage alone is tight, an add-on meets it", GROWTH, 30,
        _use(22, 95, 28_000, 1_500, 0.08), industry="Services", employees=70, profile=HAPPY,
        events=(Event(6, "blocked", {"text": "Upload refused: storage almost full"}),),
    ),
    Member(
        "Fennlock Advisers", "qualified, feature_need: single sign-on alone, an add-on meets it", GROWTH, 25,
        _use(20, 33, 22_000, 1_200), industry="Finance", employees=55, profile=CONTENT,
        events=_asks("sso", "Does single sign-on work with our directory", 7, 19, 48),
    ),
    Member(
        "Gablestead Grid Services", "qualified, support_need: a named engineer as an add-on", SCALE, 120,
        _use(101, 420, 460_000, 21_000), industry="Energy", employees=640, annual=True, renewal_in=230,
        profile=CONTENT | {"stakeholders": "3"}, events=_tickets(560, 4, 11, 19, 33, 47, 60),
    ),
    Member(
        "Yarrowmead Software", "qualified, outgrowing: one seat left of five", STARTER, 5,
        _use(4, 6.1, 9_300, 310, 0.12), industry="Software", employees=9, profile=HAPPY,
        events=_asks("crm_sync", "A CRM sync would save us hours", 15, 42),
    ),
    Member(
        "Kestrelgate Couriers", "qualified, outgrowing: the limit is near and a forecast says when", GROWTH, 60,
        _use(50, 72, 83_000, 3_900, 0.24), industry="Logistics", employees=170, profile=CONTENT,
        events=(*_asks("webhooks", "Push events for parcel scans", 26), Event(11, "pricing_view"), Event(13, "pricing_view")),
    ),
    Member(
        "Vesperholm Studios", "qualified, quote-only target: needs what only the top has", SCALE, 260,
        _use(240, 870, 880_000, 41_000, 0.11), industry="Media", employees=1_900, annual=True, renewal_in=58,
        profile=HAPPY | {"budget": "yes", "stakeholders": "5", "next_review": "+20"},
        events=(*_asks("data_residency", "Contracts now ask for data residency", 18, 46), *_asks("private_link", "Traffic must stay on a private network", 18),
                Event(30, "value_statement", {"text": "Planning takes two days instead of five"})),
    ),
    Member(
        "Ørnfjell Seilmakeri", "qualified, in euros: an amount that needs a rate", STARTER, 5,
        _use(6.2, 9.6, 8_800, 460, 0.18), industry="Manufacturing", employees=22, currency="EUR",
        profile=HAPPY, events=(Event(5, "blocked", {"text": "Invite refused: 5 of 5 users"}), *_asks("scheduled_reports", "Please email the report on Mondays", 12, 50)),
    ),
    Member(
        "Hollowcote Castings", "qualified, grandfathered: an old plan at its old price", GROWTH, 20,
        _use(19, 88, 61_000, 3_300, 0.09), industry="Manufacturing", employees=90, plan="pro-2023-monthly", tenure_days=1_500,
        profile=CONTENT, events=_asks("approvals", "Two people must approve orders", 35),
    ),
)  # fmt: skip

SAVERS = (
    Member(
        "Saffronmoor Metering", "saves_money, cheaper_on_target: overage costs more than the next tier", GROWTH, 50,
        _use(46, 71, 268_000, 9_800, 0.1), industry="Energy", employees=130, profile=CONTENT | {"budget": "yes"},
    ),
    Member(
        "Wickerlea Facilities", "saves_money, cheaper_on_target: past the break-even in seats", GROWTH, 95,
        _use(93, 64, 44_000, 2_700, 0.07), industry="Services", employees=320, profile=HAPPY,
    ),
    Member(
        "Amberthorpe Learning", "right_size: pays for a tier far above its use", SCALE, 100,
        _use(46, 58, 39_000, 2_200, -0.05), industry="Education", employees=80, tenure_days=900, profile=CONTENT,
    ),
    Member(
        "Mossgarth Components", "right_size: fewer seats would do", GROWTH, 60,
        _use(27, 41, 30_000, 1_700, -0.04), industry="Manufacturing", employees=110, annual=True, renewal_in=64, profile=CONTENT,
    ),
)  # fmt: skip

HELD = (
    Member(
        "Copperfall Outfitters", "blocked: has given notice", GROWTH, 40, _use(38, 91, 70_000, 4_100, -0.12), industry="Retail",
        employees=120, cancel_in=26, profile={"nps": "5", "nps_on": "-70", "lifecycle": "at_risk"},
        events=(Event(4, "cancel_notice", {"text": "We move to an in-house tool"}),),
    ),
    Member(
        "Ravenkeld Diagnostics", "blocked: asked not to be contacted", GROWTH, 30, _use(29, 96, 88_000, 4_300, 0.1), industry="Healthcare",
        employees=140, profile=CONTENT | {"do_not_contact": "true"},
    ),
    Member(
        "Driftwick Trading", "blocked: has left", STARTER, 5, _use(4, 5, 3_000, 100), industry="Retail", employees=12,
        status="canceled", silent_days=75, profile={"lifecycle": "churned"},
    ),
    Member(
        "Juniperreed Audio", "blocked: a prospect that only tries it", STARTER, 5, _use(5, 2, 1_200, 60, 0.3), industry="Media", employees=15,
        tenure_days=9, status="trialing", profile={"lifecycle": "prospect"},
    ),
    Member(
        "Lanternhurst Insurance Brokers", "in_progress: an open deal for the next tier", GROWTH, 55, _use(54, 93, 81_000, 4_600, 0.12),
        industry="Finance", employees=190, annual=True, renewal_in=102, profile=HAPPY | {"stakeholders": "3"},
        deals=((24, {"stage": "proposal", "amount": "8990.00", "to_tier": "scale", "close_date": "+30"}),),
        events=(*_asks("audit_log", "We need an access log", 40),),
    ),
    Member(
        "Marrowdale Haulage", "hold: payment failed", GROWTH, 30, _use(30, 82, 77_000, 4_000, 0.1), industry="Logistics", employees=100,
        status="past_due", profile=CONTENT, events=(Event(6, "payment_failed", {"text": "Card declined"}),),
    ),
    Member(
        "Glimmerside Health", "hold: a severe incident is open", SCALE, 110, _use(108, 700, 830_000, 37_000, 0.08), industry="Healthcare",
        employees=520, annual=True, renewal_in=150, profile=CONTENT,
        events=(Event(8, "escalation_opened", {"severity": "1", "text": "Reports show yesterday's figures"}),),
    ),
    Member(
        "Sablecroft Tutors", "hold: nothing is recorded any more", GROWTH, 25, _use(24, 80, 52_000, 2_400), industry="Education", employees=75,
        silent_days=52, profile=CONTENT,
    ),
    Member(
        "Nettlebourne Accounting", "fix_relationship: a detractor", GROWTH, 35, _use(34, 90, 86_000, 3_800, 0.07), industry="Finance", employees=88,
        profile={"nps": "3", "nps_on": "-25", "health": "42"},
        events=(Event(25, "nps", {"value": "3", "text": "Slow exports, slow answers"}), *_tickets(3_900, 12, 31)),
    ),
    Member(
        "Thistlegrove Dental", "fix_relationship: unhappy with support", STARTER, 5, _use(5.5, 7, 6_100, 380, 0.1), industry="Healthcare",
        employees=14, profile={"csat": "2.5", "csat_on": "-15", "nps": "7", "nps_on": "-200"},
    ),
    Member(
        "Umbermill Ceramics", "fix_adoption_first: most seats lie idle", GROWTH, 45, _use(13, 31, 24_000, 900, -0.08), industry="Manufacturing",
        employees=150, annual=True, renewal_in=130, profile=CONTENT,
        events=_asks("sso", "Do you have SSO", 20),
    ),
    Member(
        "Elderwath Solar", "fix_adoption_first: little of the tier is in use", GROWTH, 25, _use(14, 22, 0, 0), industry="Energy", employees=48,
        unused=("dashboards", "api", "automations", "scheduled_reports", "crm_sync", "approvals", "role_permissions"), profile=CONTENT,
        events=_asks("webhooks", "Are there webhooks", 33),
    ),
    Member(
        "Clovermarch Events", "cool_down: spoken to twelve days ago", STARTER, 5, _use(6.6, 8.7, 7_000, 390, 0.15), industry="Services", employees=17,
        profile=HAPPY, contacts=((12, {"channel": "email", "purpose": "upsell", "outcome": "sent"}),),
    ),
    Member(
        "Ironcombe Tools", "cool_down: said no", GROWTH, 40, _use(39, 94, 79_000, 4_200, 0.08), industry="Manufacturing", employees=160,
        profile=CONTENT, contacts=((100, {"channel": "call", "purpose": "upsell", "outcome": "no"}),),
    ),
    Member(
        "Plovermere Data", "cool_down: moved up forty days ago", GROWTH, 25, _use(24, 86, 92_000, 4_400, 0.15), industry="Software", employees=34,
        upgraded_ago=40, profile=HAPPY, contacts=((47, {"channel": "call", "purpose": "upsell", "outcome": "won"}),),
    ),
    Member(
        "Sorrelbrook Publishing", "nurture: a customer for a month", STARTER, 5, _use(5.8, 7.5, 8_100, 420, 0.4), industry="Media", employees=13,
        tenure_days=31, profile={"nps": "9", "nps_on": "-10"},
    ),
    Member(
        "Fallowgate Wind", "nurture: no budget, on record", GROWTH, 30, _use(30, 84, 68_000, 3_600, 0.1), industry="Energy", employees=65,
        profile=CONTENT | {"budget": "no"},
    ),
    Member(
        "Birchhaven Forwarding", "needs_data: its meters record nothing", GROWTH, 25, _use(20, 50, 40_000, 2_000), industry="Logistics", employees=70,
        unmetered=True, profiled=False,
    ),
    Member(
        "Opalridge Schools Trust", "needs_data: used, but billed nowhere", GROWTH, 25, _use(18, 44, 30_000, 1_000), industry="Education", employees=400,
        billed=False, profiled=False,
    ),
    Member(
        "Brückfeld Feinguss", "no_rate: paid in a currency without a rate", STARTER, 5, _use(6.4, 9.1, 8_300, 470, 0.15), industry="Manufacturing",
        employees=28, currency="CHF", profile=HAPPY,
    ),
    Member(
        "Mellowhythe Consulting", "no_need: content, with room everywhere", GROWTH, 25, _use(17, 40, 36_000, 1_800), industry="Services", employees=52,
        profile=HAPPY,
    ),
    Member(
        "Rowanthwaite Capital", "top_of_path: already at the top", ENTERPRISE, 420, _use(371, 2_900, 2_400_000, 130_000, 0.06), industry="Finance",
        employees=2_600, annual=True, renewal_in=210, profile=HAPPY | {"stakeholders": "6"},
    ),
)  # fmt: skip

CAST = QUALIFIED + SAVERS + HELD
