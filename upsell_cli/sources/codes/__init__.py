"""What can be wrong with a file: every code, declared with those it is told beside."""

from upsell_cli.sources.codes.codes import CODES, problem, refusal

__all__ = ["CODES", "problem", "refusal"]
