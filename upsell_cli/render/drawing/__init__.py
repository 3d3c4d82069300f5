"""What every screen is drawn with: widths, characters, words for figures."""
