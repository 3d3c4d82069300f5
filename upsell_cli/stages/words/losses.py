"""What a smaller plan takes away, as far as anybody can see whether it is used."""

from upsell_cli.frames.vectors.lists import BETWEEN


def unseen_in_use(loses: str | None, unused: str | None) -> list[str]:
    """Give the features that would be gone and of which nobody can see whether they are used.

    >>> unseen_in_use("sso;audit_log", "sso"), unseen_in_use(None, None)
    (['audit_log'], [])
    """
    known = (unused or "").split(BETWEEN)
    return [feature for feature in (loses or "").split(BETWEEN) if feature and feature not in known]
