"""The formats of files and streams, written whole or not at all."""
