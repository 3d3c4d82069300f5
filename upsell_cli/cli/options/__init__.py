"""The options that several commands share, each declared once."""

from upsell_cli.cli.options.declaring import iso_day
from upsell_cli.cli.options.inputs import ConfigOption, InputOptions, RunOption, TiersOption
from upsell_cli.cli.options.looks import LookOptions, TalkOptions
from upsell_cli.cli.options.results import ListOptions, ResultOptions

__all__ = [
    "ConfigOption",
    "InputOptions",
    "ListOptions",
    "LookOptions",
    "ResultOptions",
    "RunOption",
    "TalkOptions",
    "TiersOption",
    "iso_day",
]
