"""The contract of the accounts: one row an account on the as-of date, each stage adding its columns.

Read from left to right this is the flow. NA is "not known", which is never a no and never a zero;
`inf` is "no limit". Shares are 0 to 1, amounts whole minor units of the row's currency.
"""

from typing import NewType

import pandas as pd

from upsell_cli.frames.contract import Column, Contract, Family

Accounts = NewType("Accounts", pd.DataFrame)

ROSTER = (
    Column("account_id", "string", "The customer, verbatim.", "roster"),
    Column("account_name", "string", "What the customer is called.", "roster"),
    Column("domain", "string", "Web or e-mail domain.", "roster"),
    Column("industry", "string", "Line of business.", "roster"),
    Column("employees", "Int64", "People the customer employs.", "roster"),
    Column("country", "string", "Country.", "roster"),
    Column("timezone", "string", "IANA time zone.", "roster"),
    Column("owner", "string", "Account owner.", "roster"),
    Column("csm", "string", "Success manager.", "roster"),
    Column("lifecycle", "string", "prospect, lead, active, at_risk, churned.", "roster"),
    Column("satisfaction", "Float64", "0-10.", "roster"),
    Column("health", "Float64", "Own health score.", "roster"),
    Column("customer_since", "date", "First paid day.", "roster"),
    Column("budget", "string", "yes or no, when recorded.", "roster"),
    Column("revenue_stage", "string", "pre_revenue or revenue, when recorded.", "roster"),
    Column("funding_date", "date", "Last funding.", "roster"),
    Column("compliance_deadline", "date", "Day an audit or rule must be met.", "roster"),
    Column("do_not_contact", "boolean", "Whether nobody may call.", "roster"),
    Column("goal", "string", "What they want to reach.", "roster"),
    Column("next_review", "date", "Planned review meeting.", "roster"),
    Column("stakeholders", "Int64", "People who have a say.", "roster"),
    Column("integrations", "Int64", "Integrations connected.", "roster"),
    Column("feature_requests", "Int64", "Requests counted in the usage file, without a name.", "roster"),
)

SUBSCRIPTION = (
    Column(
        "tier_id", "string", "Tier of the catalogue; the highest of several subscriptions.", "subscriptions"
    ),
    Column("tier_rank", "Int64", "Its place in the ladder, 0 the cheapest.", "subscriptions"),
    Column("tier_source", "string", "billing, usage or accounts: where the tier was read.", "subscriptions"),
    Column("plan", "string", "Plan name as billed.", "subscriptions"),
    Column(
        "plan_index", "Int64", "Row of `plans` that matched, for its own price and limits.", "subscriptions"
    ),
    Column("grandfathered", "boolean", "Whether an old plan is kept.", "subscriptions"),
    Column("subscriptions", "Int64", "Open subscriptions.", "subscriptions"),
    Column("seats", "Int64", "Seats paid for, over all open subscriptions.", "subscriptions"),
    Column(
        "seats_beside",
        "Int64",
        "Those of open subscriptions to lower tiers: no offer moves them.",
        "subscriptions",
    ),
    Column(
        "other_seats",
        "Int64",
        "Seats of its own tier that are not of its main subscription.",
        "subscriptions",
    ),
    Column(
        "moving",
        "string",
        "Ids of the subscriptions to its own tier, which an offer is about, `;` between; "
        "NA where it has one only.",
        "subscriptions",
    ),
    Column("add_ons", "string", "Ids of the add-ons held, `;` between.", "subscriptions"),
    Column("status", "string", "active, trialing, past_due, paused, ended, none.", "subscriptions"),
    Column("paid", "boolean", "Whether something recurring is paid.", "subscriptions"),
    Column("currency", "string", "Currency of the account's amounts.", "subscriptions"),
    Column(
        "rate",
        "Float64",
        "Catalogue minor units for one minor unit of the account's currency; NA: no rate is known.",
        "exchange",
    ),
    Column("interval", "string", "month or year: how they pay.", "subscriptions"),
    Column("arr_now_minor", "Int64", "Recurring amount a year now.", "subscriptions"),
    Column("arr_basis", "string", "billed or list.", "subscriptions"),
    Column("beside_minor", "Int64", "The part of it for subscriptions to lower tiers.", "subscriptions"),
    Column(
        "own_billed_minor",
        "Int64",
        "Billed a year for the subscriptions to its own tier, add-ons apart; NA where no bill says it.",
        "subscriptions",
    ),
    Column(
        "overage_minor",
        "Int64",
        "Charged beyond the plan in the last 12 months of invoices, a year.",
        "payments",
    ),
    Column("last_rise_on", "date", "Newest day on which billing moved to a higher tier.", "subscriptions"),
    Column(
        "last_seats_on", "date", "Newest day on which seats were added in the same tier.", "subscriptions"
    ),
    Column("seat_gap_days", "Float64", "Median days from one such purchase to the next.", "subscriptions"),
    Column("most_seats_bought", "Int64", "Most seats added at once.", "subscriptions"),
    Column("tenure_weeks", "Float64", "Weeks since the first paid day.", "subscriptions"),
    Column("term_start", "date", "First day of the current term.", "subscriptions"),
    Column("term_end", "date", "Day after the current term.", "subscriptions"),
    Column(
        "renewal_date",
        "date",
        "Day the contract renews: the next, else the last one; NA: it rolls on by the month.",
        "subscriptions",
    ),
    Column("days_to_renewal", "Int64", "Days until then; NA once it has passed.", "subscriptions"),
    Column("cancel_on", "date", "Day a noticed cancellation takes effect.", "subscriptions"),
    Column(
        "payment_overdue",
        "boolean",
        "A failed or overdue payment; NA without any payment data.",
        "payments",
    ),
    Column(
        "payment_overdue_on", "date", "Day the oldest unpaid invoice was due, if one is known.", "payments"
    ),
)

USAGE_FACTS = (
    Column("last_usage_on", "date", "Day of the newest reading.", "usage"),
    Column("usage_age_days", "Int64", "Days since then.", "usage"),
    Column("usage_missing", "boolean", "Whether usage of others was given and none of theirs.", "usage"),
    Column("history_weeks", "Int64", "Weeks from the first reading to the last, at least 1.", "usage"),
    Column("usage_before_start", "boolean", "Whether readings precede the subscription's start.", "usage"),
    Column("active_users", "Float64", "Typical active users.", "usage"),
    Column("active_share", "Float64", "Active users / seats paid for.", "adoption"),
    Column("active_weeks", "Int64", "Readings of the last 4 with any use.", "usage"),
    Column("depth", "Float64", "Share of the tier's measurable features in use.", "adoption"),
    Column(
        "features_unused", "string", "Measurable features of the tier without use, `;` between.", "adoption"
    ),
    Column(
        "limits_measured",
        "boolean",
        "Whether the usage files measure any meter that its plan limits, or may.",
        "usage",
    ),
    Column("binding_meter", "string", "Meter with the largest utilisation of a finite limit.", "usage"),
    Column(
        "utilisation",
        "Float64",
        "Typical use / limit on it; NA: not known or no finite limit; inf: the plan has none of it.",
        "usage",
    ),
    Column("peak_utilisation", "Float64", "Largest reading / limit on it.", "usage"),
    Column(
        "limits_known",
        "boolean",
        "Whether use and limits are known at all (no finite limit counts as known).",
        "usage",
    ),
    Column("second_meter", "string", "Meter with the second largest.", "usage"),
    Column("second_utilisation", "Float64", "Its utilisation.", "usage"),
    Column("units_left", "Float64", "Limit minus use on the binding meter.", "usage"),
    Column("at_wall", "boolean", "Use stands at a hard limit, so true need is hidden.", "usage"),
    Column("wall_bins", "Int64", "Readings of the last 4 at that limit.", "usage"),
    Column(
        "growth_13w",
        "Float64",
        "Relative growth of the binding meter in 13 weeks; NA without slope.",
        "forecast",
    ),
    Column("users_growth_13w", "Float64", "Relative growth of users in 13 weeks.", "forecast"),
    Column(
        "breach_p_13w",
        "Float64",
        "Probability that a limit is reached within 13 weeks (largest over meters).",
        "forecast",
    ),
    Column("breach_meter", "string", "Meter with that probability.", "forecast"),
    Column("breach_earliest", "date", "Early end of the 80 % interval of the day it is reached.", "forecast"),
    Column("breach_latest", "date", "Late end; NA: not within 26 weeks.", "forecast"),
)

SIGNAL_FACTS = (
    Column("nps", "Float64", "Newest answer within the survey window, 0-10.", "signals"),
    Column("csat", "Float64", "Newest answer within the survey window, 1-5.", "signals"),
    Column("survey_on", "date", "Day of the newest of the two.", "signals"),
    Column("asked_features", "string", "Features asked for, most days first, `;` between.", "demand"),
    Column(
        "asked_days",
        "Int64",
        "Distinct days in 91 on which a feature the tier lacks was asked for.",
        "demand",
    ),
    Column("asked_weight", "Float64", "Those days, each halved every 45 days.", "demand"),
    Column("last_asked_on", "date", "Newest of those days.", "demand"),
    Column(
        "arrived_features",
        "string",
        "Features that came lately and were asked for before, newest wish first, `;` between.",
        "demand",
    ),
    Column("blocked_attempts", "Int64", "Blocked attempts in 42 days.", "signals"),
    Column("pricing_views", "Int64", "Looks at prices in 35 days.", "signals"),
    Column(
        "higher_tier_questions",
        "Int64",
        "Questions about a higher tier within `event_days`, but for those that name a feature.",
        "questions",
    ),
    Column("tier_asked", "string", "Lowest tier above their own that they asked about by name.", "questions"),
    Column("workarounds", "Int64", "Work-arounds seen within `event_days`.", "signals"),
    Column("competitor_mentions", "Int64", "Mentions of other tools within `event_days`.", "signals"),
    Column("tickets", "Int64", "Tickets within `event_days`.", "signals"),
    Column("reply_hours", "Float64", "Median hours to the first answer of those.", "signals"),
    Column("escalation_open", "boolean", "An open escalation of severity 1-2.", "signals"),
    Column("escalation_on", "date", "Since when.", "signals"),
    Column("payment_failed", "boolean", "A failed payment not made good since.", "signals"),
    Column("payment_failed_on", "date", "Since when.", "signals"),
    Column("cancel_notice", "boolean", "They gave notice.", "signals"),
    Column("notice_on", "date", "Since when.", "signals"),
    Column("move_pending", "boolean", "A move of plan is under way.", "signals"),
    Column("move_pending_on", "date", "Since when.", "signals"),
    Column("hiring", "boolean", "Signs of hiring within `event_days`.", "signals"),
    Column("budget_signal", "boolean", "Signs of budget in 180 days, or recorded as yes.", "signals"),
    Column("compliance_request", "boolean", "Asked about compliance within `event_days`.", "signals"),
    Column("goal_reached", "boolean", "Reached a goal in 180 days.", "signals"),
    Column("value_stated", "boolean", "Has put the value in figures.", "signals"),
    Column("open_deal", "string", "Open deal, if any.", "signals"),
    Column("deal_opened_on", "date", "Day it was opened.", "signals"),
    Column("last_contact_on", "date", "Newest upsell contact.", "signals"),
    Column("contacts_lately", "Int64", "Upsell contacts in the days of the cap on an owner's.", "signals"),
    Column("contacts_counted", "Int64", "Upsell contacts in `gates.contacts_most_days`.", "signals"),
    Column("last_no_on", "date", "Newest refusal.", "signals"),
    Column("last_upgrade_on", "date", "Newest upgrade.", "signals"),
    Column("people_known", "Int64", "People with a role.", "signals"),
)

CONTACT_FACTS = (
    Column("contacts_any", "Int64", "Contacts of any kind in the days of their cap.", "contacts"),
    Column("crowding_contact_on", "date", "The one that fills that cap, if there is one.", "contacts"),
    Column("filling_contact_on", "date", "The one that fills the quota of those days.", "contacts"),
    Column(
        "told_before",
        "string",
        "Fingerprints of the upsell contacts in those days, `;` between; NA: the newest has none.",
        "contacts",
    ),
)

NEED_FACTS = (
    Column("people_expected", "Float64", "Who will use it when seats are next bought, or does now.", "seats"),
    Column(
        "seats_wanted",
        "Int64",
        "Seats for them, and a tenth more, within what they employ and ever bought.",
        "seats",
    ),
    Column(
        "seats_suffice",
        "boolean",
        "Whether those paid for last until then; NA where seats are not the limit, or use is not known.",
        "seats",
    ),
    Column("needs", "string", "Codes of the needs, strongest first, `;` between.", "needs"),
    Column("need_count", "Int64", "How many.", "needs"),
    Column("support_hours_wanted", "Float64", "Answer time that would end the strain.", "needs"),
)

ACCOUNT_FAMILIES = (
    Family("open", "tier", "Int64", "Open subscriptions to a tier.", "subscriptions"),
    Family("pays", "tier", "Int64", "Part of `arr_now_minor` that is paid for a tier.", "subscriptions"),
    Family(
        "others",
        "tier",
        "Int64",
        "List price a year, at each tier, of the subscriptions to its own tier but for the main one; "
        "minor units of the catalogue.",
        "subscriptions",
    ),
    Family("held", "add_on", "Int64", "Pieces of an add-on held; NA: not known.", "subscriptions"),
    Family(
        "use",
        "meter",
        "Float64",
        "Typical use: the median level of the last 5 weeks or the newest month, or a month of a flow.",
        "usage",
    ),
    Family("peak", "meter", "Float64", "Largest reading of those (flow: largest month).", "usage"),
    Family(
        "limit",
        "meter",
        "Float64",
        "Effective limit: tier, plan, add-ons, seats; inf: none; NA: not said.",
        "entitlements",
    ),
    Family("soft", "meter", "boolean", "Whether use may pass the limit.", "entitlements"),
    Family(
        "util",
        "meter",
        "Float64",
        "use / limit; 0 where there is no limit, inf where the plan has none of what is used.",
        "usage",
    ),
    Family("wall", "meter", "Int64", "Readings of the last 4 at 98 % or more of a hard limit.", "usage"),
    Family("upper", "meter", "Float64", "Upper end (80 %) of use in 26 weeks.", "forecast"),
    Family(
        "ahead",
        "meter",
        "Float64",
        "Use expected when more would next be bought by the piece; NA where nothing is foretold.",
        "forecast",
    ),
    Family("later", "meter", "Float64", "The same, half a year ahead.", "forecast"),
    Family(
        "reach",
        "meter",
        "Float64",
        "Probability of reaching the limit within 13 weeks; NA below half of it and once it is met.",
        "forecast",
    ),
    Family(
        "asked",
        "feature",
        "Int64",
        "Distinct days in 91 on which a missing feature was asked for.",
        "demand",
    ),
    Family(
        "awaited",
        "feature",
        "date",
        "Newest day on which it was asked for before it came, where it came lately.",
        "demand",
    ),
    Family("need", "need", "boolean", "Whether there is this reason.", "needs"),
    Family("required", "meter", "Float64", "Units an offer must allow.", "needs"),
    Family("wanted", "meter", "Float64", "Those of what is sold by the piece, add-ons for one.", "needs"),
)

ACCOUNTS = Contract(
    row="an account on the as-of date",
    key=("account_id",),
    columns=(*ROSTER, *SUBSCRIPTION, *USAGE_FACTS, *SIGNAL_FACTS, *CONTACT_FACTS, *NEED_FACTS),
    families=ACCOUNT_FAMILIES,
)

NEEDS = (
    "limit",
    "reach",
    "blocked",
    "feature",
    "arrived",
    "tier",
    "support",
    "compliance",
    "team",
    "cheaper",
)
"""Reasons to talk, by code. Renewal and budget raise the chance but are no reasons."""
