"""From the name of an organisation or the domain of an address to the account, where a rule says so.

Names are compared without case, blanks and punctuation, domains without what is in front of them; apart
from that exactly. A name that two accounts have leads to neither.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from upsell_cli.frames.tables import Join
from upsell_cli.problems import Place, first_few
from upsell_cli.sources.accounts.identity import crosswalk_leads
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.ledger import NO_ACCOUNT
from upsell_cli.sources.typed_file import TypedFile

BETWEEN_WORDS = re.compile(r"[\W_]+")
KEPT_NAMES = 100
TELLING = {"organization": "name", "email_domain": "domain"}
"""The column of accounts that a rule looks in."""


def name_key(name: str) -> str:
    """Give a name as it is compared.

    >>> name_key("Acme,  Inc."), name_key("ACME INC"), name_key("Acme")
    ('acmeinc', 'acmeinc', 'acme')
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return BETWEEN_WORDS.sub("", folded)


def domain_key(domain: str) -> str:
    """Give a domain as it is compared, whether written alone or in an address of the web.

    >>> domain_key("https://www.Acme.example/about"), domain_key("acme.example")
    ('acme.example', 'acme.example')
    """
    bare = domain.strip().casefold().partition("://")[2] or domain.strip().casefold()
    return bare.partition("/")[0].partition(":")[0].removeprefix("www.")


def follow_names(engine: Engine, files: Sequence[TypedFile], *, crossed: bool) -> tuple[Join, ...]:
    """Put the account in the place of each name, in the files whose account is known by a rule.

    Where no file says what accounts are called, the name itself is the account's id. Two ids that the
    crosswalk leads to one account are one of that name. Gives how the names met.
    """
    met: list[Join] = []
    leads = crosswalk_leads(engine, crossed=crossed and any(map(_rule, files)))
    for file in files:
        rule = _rule(file)
        column = TELLING.get(rule or "", "")
        known = _known(engine, files, column, domain_key if rule == "email_domain" else name_key, leads)
        if not known:
            continue
        here = engine.execute(
            f"SELECT account_id, min(line) FROM {quoted(file.relation)} GROUP BY ALL ORDER BY min(line)"
        ).fetchall()
        key = domain_key if rule == "email_domain" else name_key
        led = [(name, known[key(name)]) for name, _ in here if len(known.get(key(name), ())) == 1]
        found = {name: next(iter(accounts)) for name, accounts in led}
        lost = [(name, line) for name, line in here if name not in found]
        _put(engine, file, found, [name for name, _ in lost])
        listed = tuple(name for name, _ in lost[:KEPT_NAMES])
        met.append(Join(file.ledger.table, f"accounts by {column}", len(found), len(here), listed))
        if lost:
            _tell(file, column, lost, known, key)
    return tuple(met)


def _rule(file: TypedFile) -> str | None:
    own = next((field for field in file.fields if field.key == "account_id"), None)
    return own.making.rule if own and own.making else None


def _known(
    engine: Engine,
    files: Sequence[TypedFile],
    column: str,
    key: Callable[[str], str],
    leads: Mapping[str, str],
) -> dict[str, set[str]]:
    """Give the accounts by what the accounts and usage files say they are called."""
    known: dict[str, set[str]] = {}
    for file in files:
        if column and file.ledger.table in {"accounts", "usage"} and file.has(column) and not _rule(file):
            query = f"SELECT DISTINCT {quoted(column)}, account_id FROM {quoted(file.relation)}"
            for name, account in engine.execute(f"{query} WHERE {quoted(column)} IS NOT NULL").fetchall():
                known.setdefault(key(name), set()).add(leads.get(account, account))
    known.pop("", None)
    return known


def _put(engine: Engine, file: TypedFile, found: dict[str, str], lost: Sequence[str]) -> None:
    relation = quoted(file.relation)
    (gone,) = engine.execute(
        f"DELETE FROM {relation} WHERE account_id IN (SELECT unnest(?))", [list(lost)]
    ).fetchone() or (0,)
    file.ledger.skip(NO_ACCOUNT, gone)
    engine.execute(
        f"UPDATE {relation} SET account_id = led.account FROM "
        "(SELECT unnest(?) AS name, unnest(?) AS account) led WHERE account_id = led.name",
        [list(found), list(found.values())],
    )


def _tell(
    file: TypedFile,
    column: str,
    lost: Sequence[tuple[str, int]],
    known: dict[str, set[str]],
    key: Callable[[str], str],
) -> None:
    """Tell which names lead to no account, or to several."""
    several = Counter(key(name) for name, _ in lost if key(name) in known)
    shown = first_few((f"{name} (line {line})" for name, line in lost), len(lost))
    both = f"; {len(several)} of them are called like several accounts" if several else ""
    many = f"1 {column} leads" if len(lost) == 1 else f"{len(lost):,} {column}s lead"
    message = f"{many} to no account: {shown}{both}"
    place = Place(file.ledger.name, lost[0][1], file.header("account_id"))
    file.ledger.problems.append(problem("unmatched-name", message, place, value=lost[0][0]))
