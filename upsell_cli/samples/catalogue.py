"""The catalogue of the sample company: packed with the program, or at the top of the repository."""

from pathlib import Path

CATALOGUE = "tiers.example.yaml"
"""Its file name, wherever it lies."""


def catalogue_bytes() -> bytes:
    """Give the catalogue as it is; an install in place has it at the top of the repository alone."""
    packed = Path(__file__).with_name(CATALOGUE)
    return (packed if packed.exists() else Path(__file__).parents[2] / CATALOGUE).read_bytes()


def placed_catalogue(folder: Path) -> str:
    """Give the path of the catalogue from a folder of samples, after leaving a copy there.

    Where the same one lies above the folder, as in the repository, that serves and no copy is left.
    """
    above, own = folder.resolve().parent / CATALOGUE, catalogue_bytes()
    if above.is_file() and above.read_bytes() == own:
        return f"../{CATALOGUE}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CATALOGUE).write_bytes(own)
    return CATALOGUE
