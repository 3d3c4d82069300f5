"""How a file is written: bytes become records, records become rows of text."""
