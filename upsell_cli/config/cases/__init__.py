"""Accounts drawn by an analyst with what should become of them: the document given with `--cases`."""

from upsell_cli.config.cases.document import CaseFile, Expected
from upsell_cli.config.cases.opening import KINDS, Case, CaseBook, Row, open_cases

__all__ = ["KINDS", "Case", "CaseBook", "CaseFile", "Expected", "Row", "open_cases"]
