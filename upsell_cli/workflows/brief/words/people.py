"""Words about people: who is there, who leads here, what was last said between them."""

from collections.abc import Iterator

from upsell_cli.calendar import spoken
from upsell_cli.workflows.brief.words.said import Said, called
from upsell_cli.workflows.subject import Row, Subject

ROLES = ("champion", "buyer", "approver")
FIRST_TO_TALK_TO = ("champion", "buyer", "user", "approver")

FEW = 4
"""People of no known role that are named."""

OUTCOMES = {
    "sent": "no answer on file",
    "no_answer": "nobody answered",
    "interested": "they were interested",
    "won": "they agreed",
    "lost": "they decided against it",
    "no": "they said no",
    "not_now": "they said not now",
    "done": "it took place",
}


def people_words(subject: Subject) -> Iterator[Said]:
    """Give the people on both sides and the newest conversation; whoever may not be contacted is left out."""
    case = subject.case
    free = [person for person in subject.people if not person["do_not_contact"] and person["name"]]
    for role in ROLES:
        names = [_introduced(person) for person in free if person["role"] == role]
        yield role, None, " and ".join(names[:2]) or None
    others = sorted(_introduced(person) for person in free if person["role"] is None)
    yield "others", None, _some(others)
    ordered = sorted((p for p in free if p["role"] in FIRST_TO_TALK_TO), key=_turn)
    yield "contact_person", None, _named(ordered[0]) if ordered else None
    csm = case["csm"] and called(case["csm"])
    owner = case["owner"] and called(case["owner"])
    yield "csm", case["csm"], csm
    role = case["owner_role"]
    leads = csm or owner if role == "cs" else owner
    yield "owner", case["owner"], leads
    if subject.contacts:
        newest = subject.contacts[0]
        yield "last_contact", newest["date"], _conversation(newest, subject)
        yield "outcome", newest["outcome"], OUTCOMES.get(newest["outcome"] or "")
    deal = next((row for row in subject.deals if case["open_deal"] and row["closed"] is None), None)
    yield "deal", case["open_deal"], _deal(deal, subject) if deal else case["open_deal"]


def _turn(person: Row) -> tuple[int, str]:
    return FIRST_TO_TALK_TO.index(person["role"]), _named(person)


def _named(person: Row) -> str:
    """Give the whole name, also where the last name stands apart."""
    last = person["last_name"]
    return called(person["name"] if last is None else f"{person['name']} {last}")


def _introduced(person: Row) -> str:
    return f"{_named(person)} ({called(person['title'])})" if person["title"] else _named(person)


def _some(names: list[str]) -> str | None:
    """Give the first few names, and how many more there are."""
    more = [f"{len(names) - FEW} more"] if len(names) > FEW else []
    return ", ".join([*names[:FEW], *more]) or None


def _conversation(row: Row, subject: Subject) -> str:
    how = called(row["channel"]) if row["channel"] else "contact"
    article = "an" if how[:1].lower() in "aeiou" else "a"
    about = f" ({row['purpose'].replace('_', ' ')})" if row["purpose"] and row["purpose"] != "other" else ""
    return f"{article} {how} on {spoken(row['date'], subject.case.today)}{about}"


def _deal(row: Row, subject: Subject) -> str:
    case, stage = subject.case, row["stage"]
    worth = f", {case.amount(row['amount_minor'])} a year" if row["amount_minor"] is not None else ""
    until = f", expected {spoken(row['close_date'], case.today)}" if row["close_date"] else ""
    who = f", with {called(row['owner'])}" if row["owner"] else ""
    return f"{called(stage or 'open')}{worth}{until}{who}"
