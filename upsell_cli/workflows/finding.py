"""Finding the account a person means: by its id, its name, its domain, or a part of one."""

from collections.abc import Sequence

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.problems import Problem, UpsellError, nearest, shortened

MOST_SHOWN = 8


def place_of(run: ScanResult, account: str) -> int:
    """Give the place of the one account that is meant.

    An id counts as written, also one that a crosswalk leads to an account; names and domains without case,
    whole before parts. Raises UpsellError, with what may be meant, for an account that is not there or one
    that several could be.
    """
    ids = run.verdicts["account_id"].tolist()
    for own in (account, run.inputs.asked):
        if own in ids:
            return ids.index(own)
    names, domains = (run.verdicts[name].fillna("").tolist() for name in ("account_name", "domain"))
    wanted = " ".join(account.casefold().split())
    whole = [p for p, texts in enumerate(zip(names, domains, ids, strict=True)) if wanted in _folded(texts)]
    parts = [
        p
        for p, texts in enumerate(zip(names, domains, ids, strict=True))
        if any(wanted in text for text in _folded(texts))
    ]
    found = whole or (parts if wanted else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise UpsellError(_ambiguous(account, [(str(ids[p]), names[p]) for p in found]))
    near = nearest(account, [*ids, *filter(None, names), *filter(None, domains)])
    hint = f"Did you mean `{near}`?" if near else "Use an id as `upsell scan` shows it, or a part of a name."
    message = f'no account has the id, the name or the domain "{shortened(account)}"'
    raise UpsellError(Problem("unknown-account", message, fix=hint))


def _folded(texts: Sequence[str]) -> list[str]:
    return [" ".join(text.casefold().split()) for text in texts]


def _ambiguous(account: str, found: Sequence[tuple[str, str]]) -> Problem:
    shown = ", ".join(f"{own} ({name})" if name else own for own, name in sorted(found)[:MOST_SHOWN])
    more = f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
    message = f'{len(found)} accounts could be meant by "{shortened(account)}"'
    return Problem("ambiguous-account", message, fix=f"Use an id: {shown}{more}.")
