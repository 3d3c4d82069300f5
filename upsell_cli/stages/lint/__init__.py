"""What is odd about a catalogue: by itself, and against what customers use, are billed and ask for."""
