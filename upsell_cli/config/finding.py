"""Files that are found from the working folder upward, as a run finds its project file and catalogue."""

import os
from pathlib import Path

CATALOGUE = "tiers.yaml"


def found_upward(name: str) -> str | None:
    """Give the path, from here, of the nearest file of that name: in this folder or one above it."""
    here = _working_folder()
    for folder in (here, *here.parents):
        if (folder / name).is_file():
            return os.path.relpath(folder / name, here)
    return None


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path(os.sep)
