"""The words a sentence about an account may use: the closed set of placeholders of the playbook."""

from typing import NamedTuple


class Term(NamedTuple):
    """A placeholder: what it stands for, and whether a customer may read it."""

    name: str
    meaning: str
    quotable: bool = True


ACCOUNT = (
    Term("account", "What the customer is called, without the legal form: nobody says that."),
    Term("account_name", "The name as it is registered."),
    Term("account_id", "The customer's id.", quotable=False),
    Term("industry", "Line of business."),
    Term("employees", "People the customer employs: 65 people."),
    Term("country", "Country."),
    Term("goal", "What they want to reach."),
    Term("customer_for", "How long they have been a customer: 2 years and 7 months."),
    Term("tier", "Present tier."),
    Term("seats", "Seats paid for: 35 seats."),
    Term("active", "Active users: 33 active users."),
    Term("depth", "Share of the tier's features in use.", quotable=False),
    Term("unused", "Features of the tier without use."),
    Term("pays", "Recurring amount now: $3,828 a year; at list price, where no file says what is billed."),
    Term("interval", "How they pay: by the month, by the year."),
    Term("renewal", "Day the contract renews."),
    Term("renewal_in", "How far away that is: 47 days."),
    Term("review", "Planned review meeting."),
    Term("last_rise", "Newest move to a higher tier."),
    Term("stale", "Day of the newest usage, where that is old.", quotable=False),
)
LIMITS = (
    Term("meter", "Meter of the tightest limit: active users."),
    Term("use", "Typical use of it."),
    Term("limit", "What the plan allows of it."),
    Term("room", "The limit with what it is of: 25 active users; 10 GB of storage."),
    Term("taken", "Use of that: 24 of 25 active users; 9.3 of 10 GB of storage."),
    Term("of_people", "Said when that is a limit of seats or users."),
    Term("over", "Said when use is beyond the limit."),
    Term("share", "Use / limit."),
    Term("share_open", "The same, while there is room left."),
    Term("share_full", "The same, once the limit is met or passed."),
    Term("share_wall", "The same, where use was stopped at the limit now and then, and typically is lower."),
    Term("stood", "How often it was: 2 of the last 4 readings."),
    Term("full", "When it will be full: between 3 Jan and 18 Apr 2027."),
    Term("full_other", "When another limit will be full, where it is that which is forecast."),
    Term("full_meter", "That other limit."),
    Term("beyond", "What follows at the limit: use stops there; each further 1,000 calls costs $3."),
    Term("meter2", "Meter of the second tightest limit, from 80 % on."),
    Term("use2", "Typical use of that."),
    Term("limit2", "What the plan allows of that."),
    Term("also_taken", "Use of that, with what it is of, where the offer raises that limit as well."),
    Term("share2", "Use / limit of that."),
    Term("full2", "When that will be full."),
    Term("overage", "Charged for use beyond the plan in the last 12 months of invoices."),
    Term("growth", "Growth of that use in a quarter, from a tenth on."),
    Term("growing", "What grew so: active users; use of storage."),
    Term("team_growth", "Growth of active users in a quarter, when it is a reason."),
)
SIGNALS = (
    Term("asked", "What they asked for that their tier lacks."),
    Term("asked_days", "On how many days: on 3 days."),
    Term("asked_on", "When: on 27 Sep; on 3 days, last on 3 Nov."),
    Term("asked_when", "The same with how often: once, on 27 Sep; on 3 days, last on 3 Nov."),
    Term("asked_quote", "Their own words, when last."),
    Term("arrived", "The newest feature that came after they had asked for it."),
    Term("arrived_to", "The tier or add-on that it came to."),
    Term("arrived_on", "When it came."),
    Term("arrived_asked", "When they had last asked for it."),
    Term("blocked", "How often somebody was stopped: 4 times.", quotable=False),
    Term("blocked_window", "In how long: 6 weeks.", quotable=False),
    Term("prices", "Looks at prices, how often.", quotable=False),
    Term("competitor", "Mentions of other tools, how often.", quotable=False),
    Term("competitor_quote", "What was said of them.", quotable=False),
    Term("workaround", "Work-arounds seen, how often.", quotable=False),
    Term("workaround_quote", "What was noted of the newest.", quotable=False),
    Term("reply", "Typical wait for a first answer: 30 hours."),
    Term("reply_promised", "Answer time that is promised today, and was not kept: 24 hours."),
    Term("tickets", "Tickets in a quarter: 5 tickets.", quotable=False),
    Term("many_tickets", "The same, where they are many.", quotable=False),
    Term("compliance", "Day an audit or rule must be met."),
    Term("compliance_in", "How far away that is."),
    Term("nps", "Newest answer of 0-10: 9 of 10.", quotable=False),
    Term("csat", "Newest answer of 1-5: 4.7 of 5.", quotable=False),
    Term("value_quote", "What they said it brings them."),
    Term("heard", "An objection they raised.", quotable=False),
    Term("promised", "What was promised to them, as noted.", quotable=False),
    Term("reached", "A goal they reached."),
    Term("hiring", "Signs that they hire.", quotable=False),
    Term("budget", "Signs that there is money.", quotable=False),
)
PEOPLE = (
    Term("champion", "Who speaks for us there."),
    Term("buyer", "Who buys."),
    Term("approver", "Who approves."),
    Term("others", "People there whose part in the decision nobody noted."),
    Term("contact_person", "Whom to talk to first."),
    Term("owner", "Who leads on our side."),
    Term("csm", "Success manager."),
    Term("last_contact", "Newest conversation: a call on 7 Aug.", quotable=False),
    Term("outcome", "How that went.", quotable=False),
    Term("deal", "Deal under way.", quotable=False),
)
OFFER = (
    Term("offer", "What is offered: a move to Scale; 12 more seats."),
    Term("target", "Tier after it, when that is another."),
    Term("added", "Recurring amount it adds: $6,960 a year."),
    Term("spend", "All it costs more: $6,656 a year."),
    Term("saving", "All it costs less: $6,024 a year."),
    Term("quote", "Said when the price is agreed case by case."),
    Term("overage_saved", "Overage that is no longer paid: $304 a year."),
    Term("price_after", "Recurring amount after it: $10,788 a year."),
    Term("limit_after", "What it allows of the tightest meter."),
    Term("room_after", "That limit with what it is of: 100 active users; 1,000 GB of storage."),
    Term("limit_gone", "That meter, where it has no limit any more."),
    Term("brings", "What was asked for that it brings."),
    Term("leaves_out", "What was asked for that it does not bring."),
    Term("impact", "What becomes possible with the first of that, as the catalogue says."),
    Term("loses", "Features they would no longer have."),
    Term("loses_unseen", "Those of which nothing tells whether they use them."),
    Term("turn_meter", "Meter of the tightest limit that can be passed at a price."),
    Term("turn_use", "Use of it from which the target costs less than staying: 7,818 documents a month."),
    Term("target_seats", "Seats it is priced for, where they are more than now: 56 seats."),
    Term("target_reply", "Answer time it promises: 4 hours."),
    Term("is_cheapest", "Said when this is the cheapest way to the need."),
    Term("keeps_all", "Said when they lose nothing they have."),
    Term("slower_reply", "Answer time, where it is longer than now: 4 hours instead of 1 hour."),
    Term("cheapest", "The cheapest way to the same need, when that is another."),
    Term("trial", "How long a step up can be tried, if its terms allow: 30 days."),
    Term("pro_rata", "Price of the rest of the term, if its terms allow."),
    Term("term_left", "Days left in it."),
    Term("co_term", "Said when the new term may end with the present one."),
    Term("downgrade", "How one can go back, if its terms say."),
    Term("how_to_buy", "What to do to buy it."),
    Term("fit", "Conditions of the target's profile that hold: 1 of 2.", quotable=False),
)
VALUE = (
    Term("worth", "What it is worth to them: $12,360 a year."),
    Term("return", "Return, rounded down, with the word assumed where it is."),
    Term("payback", "Months until it has paid for itself."),
    Term("pays_at", "Share of that worth at which it still pays."),
    Term("net", "Worth less cost of the first year."),
    Term(
        "worth_range", "That worth, low and high by what such figures are off: from $8,652 to $12,360 a year."
    ),
    Term(
        "whole_team",
        "The same if the hours stated are the team's, not each person's: $26,000 a year and 1.7x.",
    ),
    Term("one_off", "What is paid once, at the start."),
    Term("ramp", "How long until it brings all it can: 3 months."),
    Term("basis", "What the worth rests on: measured, stated, benchmark, assumed."),
    Term("stated_by", "Who said so."),
    Term("stated_on", "When."),
    Term("hours", "Hours a year it gives back, of those claimed the part that really goes."),
    Term("wait_for", "How long until renewal, at most a year: 6 months."),
    Term("wait_hours", "Hours that go on being spent until then."),
    Term("wait_net", "Their worth until then, less what is not paid meanwhile."),
    Term("needed_worth", "What it would have to be worth, when it does not pay."),
)
TALK = (
    Term("raise_it", "How and when to raise it: by call on Tue 17 Nov.", quotable=False),
    Term("window", "When they may be called, where that is how to talk to them.", quotable=False),
    Term("next_step", "What to do next.", quotable=False),
    Term("reason", "Why it is held back.", quotable=False),
    Term("free_from", "When that lifts.", quotable=False),
    Term("decide_by", "Day by which a decision helps: the renewal, or the first day the limit may be met."),
    Term("quiet_for", "How long a no is respected: 180 days."),
    Term("led_by", "Who leads: CS, Sales, Sales with CS.", quotable=False),
    Term("rule", "The rule that made sales lead.", quotable=False),
)

TERMS: dict[str, Term] = {
    term.name: term for term in (*ACCOUNT, *LIMITS, *SIGNALS, *PEOPLE, *OFFER, *VALUE, *TALK)
}

NAMES = frozenset(
    "account account_id account_name champion buyer approver others contact_person owner csm stated_by "
    "asked_quote value_quote competitor_quote workaround_quote reached hiring heard promised".split()
)
"""Words that are told exactly as they are written."""
