"""Which header profile a file is read by: the one asked for, else the only one its headers fit."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from upsell_cli.config.header_profile import (
    HeaderProfile,
    open_profiles,
    profile_named,
    profile_names,
    profiles_for,
)
from upsell_cli.problems import Place, nearest
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.columns.mapping import Field


def fitting_profiles(
    headers: Sequence[str], table: str, plain: Sequence[Field], asked: tuple[str, ...]
) -> tuple[HeaderProfile, ...]:
    """Give the profiles of a table that fit these headers; one that was asked for goes before all others.

    `plain` are the columns found by our own names: a file of nothing else is nobody's export.
    """
    chosen = [profile for profile in asked_for(asked) if profile.table == table]
    if met := [profile for profile in chosen if profile.marks.met_by(headers)]:
        return (met[0],)
    if len(plain) == len(headers) and all(field.how == "name" for field in plain):
        return ()
    return profiles_for(table, headers)


@cache
def asked_for(names: tuple[str, ...]) -> tuple[HeaderProfile, ...]:
    """Give the profiles that were asked for: ours by id, the person's own by the path of a file or folder."""
    return tuple(profile for name in names for profile in _opened(name))


def refuse_doubt(fitting: Sequence[HeaderProfile], place: Place) -> None:
    """Refuse a file that may be more than one tool's export, with the line that says which it is."""
    if len(fitting) > 1:
        either = " or ".join(f"{profile.name} ({profile.id})" for profile in fitting)
        fix = f"Say which: {' or '.join(f'`--profile {profile.id}`' for profile in fitting)}."
        raise refusal("several-profiles", f"the headers fit {either}", place, fix=fix)


def _opened(name: str) -> tuple[HeaderProfile, ...]:
    if name.endswith((".yaml", ".yml")) or Path(name).is_dir():
        return open_profiles(name)
    ours = profile_named(name)
    if ours is None:
        near = nearest(name, profile_names())
        hint = f'Did you mean "{near}"?' if near else f"Ours are {', '.join(profile_names())}."
        raise refusal("bad-setting", f'there is no header profile "{name}"', value=name, fix=hint)
    return (ours,)
