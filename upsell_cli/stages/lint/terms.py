"""The words that ask for a feature: too short to mean anything, or inside those of another feature."""

from itertools import permutations

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.problems import Loc, shortened
from upsell_cli.stages.lint.found import Findings, Found


def odd_terms(book: TierBook, policy: Policy) -> Findings:
    """Give what is odd about the terms under `demand:`."""
    terms: list[tuple[Loc, str, str]] = [
        (("features", feature, "demand", "terms", at), feature, term)
        for feature, known in book.catalogue.features.items()
        for at, term in enumerate(known.demand.terms)
    ]
    for loc, _, term in terms:
        if len(term) < policy.lint.term_length:
            yield Found("term-too-short", loc, f'"{shortened(term)}" is found in texts of all kinds', term)
    for (loc, one, short), (_, other, long) in permutations(terms, 2):
        if one == other or not within(short, long) or (within(long, short) and other < one):
            continue
        message = (
            f'"{shortened(short)}" asks for {book.feature_name(one)}, and stands in "{shortened(long)}", '
            f"which asks for {book.feature_name(other)}"
        )
        yield Found("terms-collide", loc, message, short)


def within(short: str, long: str) -> bool:
    """Tell whether the words of one term stand in a row in another; case is no matter.

    >>> within("Report", "scheduled report"), within("port", "report"), within("a c", "a b c")
    (True, False, False)
    """
    few, many = short.casefold().split(), long.casefold().split()
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
