"""What an account has and pays: its tier, seats, amounts and term, read from subscriptions and payments."""

from upsell_cli.frames.contract import Column, Family

OVER = ("ended", "none")
"""Words of `status` for who has no subscription today."""

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
    Column(
        "priced_by",
        "string",
        "month or year: whose list prices they are offered; where it is not known how they pay, those nearer "
        "to what is billed.",
        "subscriptions",
    ),
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

SUBSCRIPTION_FAMILIES = (
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
)
