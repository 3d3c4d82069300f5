"""Lets `python -m upsell_cli` do what `upsell` does."""

from upsell_cli.cli import main

if __name__ == "__main__":
    main()
