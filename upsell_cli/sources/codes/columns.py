"""Codes of headers: what a column is, and which ones a file lacks."""

from upsell_cli.problems import Code

COLUMNS = (
    Code("no-header", "error", "No line names the columns that are needed.", "Add a header line."),
    Code(
        "missing-column",
        "error",
        "A column that is needed was not recognised.",
        "Name its header in the mapping (`--map`).",
        "acount_id",
    ),
    Code(
        "duplicate-column",
        "error",
        "Two headers claim to be one column.",
        "Rename one, or say which is meant in the mapping (`--map`).",
        "active_users twice",
    ),
    Code("bad-mapping", "error", "The mapping names something that is not there.", "Correct the mapping."),
    Code(
        "several-profiles",
        "error",
        "The headers are those of more than one tool's export.",
        "Say which it is with `--profile`.",
    ),
    Code(
        "no-meter",
        "error",
        "Nothing that a usage file measures is named by the catalogue.",
        "Declare a meter with this id or alias, or name the metric as `used_by` of a feature.",
    ),
    Code(
        "other-table",
        "warning",
        "A file has all the columns of another kind of file, and hardly any of the one it was given as.",
        "Give it as that kind, or say which columns are meant in the mapping (`--map`).",
    ),
    Code(
        "misspelt-column",
        "warning",
        "A column that is not read is called almost like one that the file lacks.",
        "Correct the header, or name it in the mapping (`--map`).",
        "tir, api_cals",
    ),
    Code(
        "lacking-column",
        "warning",
        "The export of a well-known tool lacks something that its owner can add.",
        "Export it again with that column, or say what stands for it.",
        "Stripe without the plan",
    ),
    Code(
        "only-unknown-metrics",
        "warning",
        "A usage file measures nothing that the catalogue names, so it says nothing of use.",
        "Declare a meter with this id or alias, or name the metric as `used_by` of a feature.",
    ),
    Code(
        "ignored-columns",
        "note",
        "Columns that mean nothing to us.",
        "Name a header in the mapping (`--map`) if it is one of our columns.",
        "internal_remarks",
    ),
    Code(
        "unknown-metric",
        "note",
        "Metrics that the catalogue does not name, left out.",
        "Declare a meter.",
    ),
)
