"""Ids that are nearly those of an account: candidates for a person to confirm, never joined by themselves."""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from upsell_cli.frames.tables import NearMiss
from upsell_cli.problems import Place
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.names import name_key
from upsell_cli.sources.reader import TypedFile

KNOWING = ("accounts", "billing")
"""Tables that say who the accounts are, the surest first."""

SHOWN = 5
CAPITALS, ZEROS, MARKS, NAME = "capitals", "leading zeros", "spaces or hyphens", "the same name"
CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    (CAPITALS, str.casefold),
    (ZEROS, lambda text: re.sub(r"(?<!\d)0+(?=\d)", "", text)),
    (MARKS, lambda text: "".join(character for character in text if character.isalnum())),
)
"""What ids may differ in and still be meant to be one, and how it is taken out of them."""


def near_misses(
    engine: Engine, ids: pd.DataFrame, files: Sequence[TypedFile], *, every: bool
) -> tuple[NearMiss, ...]:
    """Give the ids that are those of no account, each with the account it is nearly the id of.

    With `every`, also those that are near none.
    """
    tables = [file.ledger.table for file in files]
    knowing = next((table for table in KNOWING if table in tables), None)
    if knowing is None:
        return ()
    known = set(ids["account_id"][ids["table"] == knowing])
    missing = ids[(ids["table"] != knowing) & ~ids["account_id"].isin(list(known))]
    missing = missing.drop_duplicates("source_id")
    if not len(missing):
        return ()
    alike = _by_key(known)
    called = _names(engine, files, knowing)
    found: list[NearMiss] = []
    for own, number, line in zip(missing["source_id"], missing["file"], missing["line"], strict=True):
        candidates = {account: _differences(own, account) for account in alike.get(_key(own), ())}
        for account in called.get(own, ()):
            candidates.setdefault(account, NAME)
        file = files[number]
        near = [
            NearMiss(own, account, why, file.ledger.table, file.ledger.name, int(line))
            for account, why in sorted(candidates.items())
        ]
        none = NearMiss(own, None, "", file.ledger.table, file.ledger.name, int(line))
        found += near or ([none] if every else [])
    return tuple(found)


def tell_near_misses(near: Sequence[NearMiss], files: Sequence[TypedFile]) -> None:
    """Tell once a file which ids are nearly those of accounts.

    Capitals alone are told as such, zeros alone with the usage that nobody is billed for.
    """
    by_billing = not any(file.ledger.table == KNOWING[0] for file in files)
    for file in files:
        told = {"", CAPITALS, *([ZEROS] if by_billing and file.ledger.table == "usage" else [])}
        own = [miss for miss in near if miss.file == file.ledger.name and miss.why not in told]
        if own:
            listed = [f"{miss.from_id} (line {miss.line}) and {miss.account_id}" for miss in own[:SHOWN]]
            more = ", ..." if len(own) > SHOWN else ""
            many = "1 id is" if len(own) == 1 else f"{len(own):,} ids are"
            message = f"{many} nearly that of an account, and kept apart: {'; '.join(listed)}{more}"
            place = Place(file.ledger.name, own[0].line, file.header("account_id"))
            file.ledger.problems.append(problem("near-id", message, place, value=own[0].from_id))


def _key(text: str) -> str:
    for _, change in CHANGES:
        text = change(text)
    return text


def _by_key(known: set[str]) -> Mapping[str, list[str]]:
    alike: dict[str, list[str]] = {}
    for account in sorted(known):
        alike.setdefault(_key(account), []).append(account)
    return alike


def _differences(own: str, account: str) -> str:
    """Give what two ids differ in.

    >>> _differences("a 0100", "A-100"), _differences("00123", "123")
    ('capitals, leading zeros, spaces or hyphens', 'leading zeros')
    """
    return ", ".join(what for what, _ in CHANGES if _all_but(what, own) != _all_but(what, account))


def _all_but(kept: str, text: str) -> str:
    for what, change in CHANGES:
        text = text if what == kept else change(text)
    return text


def _names(engine: Engine, files: Sequence[TypedFile], knowing: str) -> Mapping[str, list[str]]:
    """Give the accounts that are called like an id of another table says its customer is."""
    by_name: dict[str, set[str]] = {}
    others: list[tuple[str, str]] = []
    for file in files:
        if file.has("name") and file.has("account_id"):
            query = f"SELECT DISTINCT account_id, name FROM {quoted(file.relation)} WHERE name IS NOT NULL"
            for account, name in engine.execute(query).fetchall():
                if file.ledger.table == knowing:
                    by_name.setdefault(name_key(name), set()).add(account)
                else:
                    others.append((account, name_key(name)))
    found = ((own, sorted(by_name.get(key, ()))) for own, key in others)
    return {own: accounts for own, accounts in found if len(accounts) == 1}
