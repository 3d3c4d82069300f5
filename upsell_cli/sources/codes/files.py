"""Codes of a file as a whole: whether it can be opened, read and trusted."""

from upsell_cli.problems import Code

FILES = (
    Code("no-file", "error", "A path leads to no file.", "Check the path.", "usage.csv missing"),
    Code("unreadable-file", "error", "The file cannot be opened or is no file.", "Check its permissions."),
    Code("changed-file", "error", "The file changed while it was read.", "Run again when it is complete."),
    Code("damaged-file", "error", "The compressed file is cut or damaged.", "Fetch it again."),
    Code("too-large-file", "error", "The file unpacks to far more than its size.", "Unpack it yourself."),
    Code(
        "not-a-table",
        "error",
        "The file is no table that can be read.",
        "Export it as CSV.",
        "a PDF, an HTML page",
    ),
    Code("empty-file", "error", "The file is empty.", "Check the export."),
    Code("no-rows", "error", "There is a header and no row under it.", "Check the export."),
    Code(
        "bad-encoding",
        "error",
        "Bytes that the encoding does not allow.",
        "Save the file as UTF-8, or name its encoding: `--encoding cp1252` for many Windows exports, "
        "`--encoding billing=cp1252` for those of one kind.",
        "Café saved as Windows-1252",
    ),
    Code(
        "other-encoding",
        "warning",
        "The bytes are probably not of the encoding that was named.",
        "Leave `--encoding` out, or say it of the files that it is for: `--encoding billing=cp1252`.",
        "Café read as CafÃ©",
    ),
    Code(
        "other-sheets",
        "note",
        "A workbook has other sheets than the one that is read.",
        "Name the sheet that is meant: `usage.xlsx#June`.",
    ),
    Code(
        "no-line-end",
        "note",
        "The last line of a long file has no line end; a number cut there reads as a smaller one.",
        "Compare the last line with the system it comes from, or export it again.",
    ),
)
