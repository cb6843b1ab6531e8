"""Pure functions on strings: numerals, width, sentences, calendar arithmetic. Knows no document."""
