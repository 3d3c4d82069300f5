"""Ids that are nearly those of an account: candidates for a person to confirm, never joined by themselves."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from upsell_cli.frames.tables import NearMiss
from upsell_cli.problems import Place, first_few, shortened
from upsell_cli.sources.accounts.alike import as_seen, in_small
from upsell_cli.sources.accounts.names import name_key
from upsell_cli.sources.codes import problem
from upsell_cli.sources.engine import Engine, quoted
from upsell_cli.sources.typed_file import TypedFile

KNOWING = ("accounts", "billing")
"""Tables that say who the accounts are, the surest first."""

HIDDEN, CAPITALS, ZEROS, MARKS = (
    "characters that hardly show",
    "capitals",
    "leading zeros",
    "spaces or hyphens",
)
DECIMALS, NAME = "a decimal zero", "the same name"
CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    (HIDDEN, as_seen),
    (CAPITALS, in_small),
    (DECIMALS, partial(re.compile(r"(?m)(?<=\d)[.,]0+$").sub, "")),
    (ZEROS, partial(re.compile(r"(?<!\d)(?<!\d[,.'\u2019\s])0+(?=\d)").sub, "")),
    (MARKS, partial(re.compile(r"[^\w\n]+|_+").sub, "")),
)
"""What ids may differ in and still be meant to be one, and how it is taken out of them, one a line."""


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
    is_known = ids["table"] == knowing
    known = ids[is_known]
    missing = ids[~is_known & ~ids["account"].isin(known["account"])].drop_duplicates("source_id")
    if not len(missing):
        return ()
    keys = _keys(missing["source_id"].tolist())
    alike = _alike(set(keys), known["account_id"].tolist())
    called = _names(engine, files, knowing, set(missing["source_id"]))
    found: list[NearMiss] = []
    rows = zip(missing["source_id"], keys, missing["file"], missing["line"], strict=True)
    for own, key, number, line in rows:
        candidates = {account: _differences(own, account) for account in alike[key]}
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
            pairs = (
                f"{shortened(miss.from_id)} (line {miss.line}) and {shortened(miss.account_id or '')}"
                for miss in own
            )
            listed = first_few(pairs, len(own), between="; ")
            many = "1 id is" if len(own) == 1 else f"{len(own):,} ids are"
            message = f"{many} nearly that of an account, and kept apart: {listed}"
            place = Place(file.ledger.name, own[0].line, file.header("account_id"))
            file.ledger.problems.append(problem("near-id", message, place, value=own[0].from_id))


def _keys(ids: Sequence[str]) -> list[str]:
    """Give each id without all that it may differ in; they are changed together, as lines of one text.

    >>> _keys(["a 0100", "A-100", "B_2", "1,001", "1001.0"])
    ['a100', 'a100', 'b2', '1001', '1001']
    """
    text = "".join(f"{_one_line(own)}\n" for own in ids)
    for _, change in CHANGES:
        text = change(text)
    return text.split("\n")[:-1]


def _one_line(own: str) -> str:
    return own.replace("\n", " ")


def _alike(keys: set[str], accounts: Sequence[str]) -> Mapping[str, list[str]]:
    """Give the accounts that have one of the keys, by their key."""
    alike: dict[str, list[str]] = defaultdict(list)
    for account, key in zip(accounts, _keys(accounts), strict=True):
        if key in keys and account not in alike[key]:
            alike[key].append(account)
    return alike


def _differences(own: str, account: str) -> str:
    """Give what two ids differ in; a mark that hardly shows, or looks like a hyphen, would go either way.

    >>> _differences("a 0100", "A-100"), _differences("00123", "123")
    ('capitals, leading zeros, spaces or hyphens', 'leading zeros')
    """
    own, account = _one_line(own), _one_line(account)
    needed = (what for what, _ in CHANGES if _all_but(what, own) != _all_but(what, account))
    return ", ".join(needed) or HIDDEN


def _all_but(kept: str, text: str) -> str:
    for what, change in CHANGES:
        text = text if what == kept else change(text)
    return text


def _names(
    engine: Engine, files: Sequence[TypedFile], knowing: str, missing: set[str]
) -> Mapping[str, list[str]]:
    """Give the accounts that are called like a missing id of another table says its customer is."""
    named = [(file.ledger.table, file) for file in files if file.has("name") and file.has("account_id")]
    others = [
        (account, name_key(name))
        for table, file in named
        if table != knowing
        for account, name in _said(engine, file)
        if account in missing
    ]
    wanted = {key for _, key in others}
    by_name: dict[str, set[str]] = defaultdict(set)
    for file in (file for table, file in named if wanted and table == knowing):
        for account, name in _said(engine, file):
            if (key := name_key(name)) in wanted:
                by_name[key].add(account)
    found = ((own, sorted(by_name.get(key, ()))) for own, key in others)
    return {own: accounts for own, accounts in found if len(accounts) == 1}


def _said(engine: Engine, file: TypedFile) -> list[tuple[str, str]]:
    """Give each account of a file with each name it has there."""
    query = f"SELECT DISTINCT account_id, name FROM {quoted(file.relation)} WHERE name IS NOT NULL"
    return engine.execute(query).fetchall()
