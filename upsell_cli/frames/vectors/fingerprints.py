"""What a conversation would be about, as a short text: out with the list, back with a contact.

`tier_upgrade:scale/limit+reach/95` is an offer without its amounts, the needs for it, and the mark of use,
in percent of the tightest limit, that is passed.
"""

import re

FORM = re.compile(r"(?P<offer>[a-z_]+:[^/;]+)/(?P<needs>[a-z_+]*)/(?P<mark>\d+)")
AND = "+"
SEATS = re.compile(r":\d+$")


def fingerprint(offer_id: str, needs: str, mark: int) -> str:
    """Give the fingerprint of an offer for some needs, `;` between; how many seats or pieces does not count.

    >>> fingerprint("tier_upgrade:scale", "reach;limit", 95)
    'tier_upgrade:scale/limit+reach/95'
    >>> fingerprint("add_on:growth:sms+sms:51", "team", 0)
    'add_on:growth:sms/team/0'
    """
    parts = SEATS.sub("", offer_id).split(":")
    offer = ":".join(AND.join(dict.fromkeys(part.split(AND))) for part in parts)
    return f"{offer}/{AND.join(sorted(filter(None, needs.split(';'))))}/{mark}"


def is_news(now: str, told: str) -> bool | None:
    """Tell whether `now` says what none of the fingerprints `told`, `;` between, has said; None: unreadable.

    Another offer, a need that was not there, or a higher mark is news. A need less is none.

    >>> is_news("tier_upgrade:scale/limit/95", "tier_upgrade:scale/limit+team/95")
    False
    >>> is_news("tier_upgrade:scale/limit/100", "tier_upgrade:scale/limit/95")
    True
    >>> is_news("tier_upgrade:scale/limit/95", "seat_expansion:growth/limit/95;tier_upgrade:scale/limit/95")
    False
    >>> is_news("tier_upgrade:scale/limit/95", "the big one")
    """
    new, old = FORM.fullmatch(now), [FORM.fullmatch(each) for each in told.split(";")]
    if new is None or None in old:
        return None
    return all(_differs(new, each) for each in old if each)


def _differs(new: re.Match[str], old: re.Match[str]) -> bool:
    needs, before = ({*match["needs"].split(AND)} for match in (new, old))
    return new["offer"] != old["offer"] or bool(needs - before - {""}) or int(new["mark"]) > int(old["mark"])
