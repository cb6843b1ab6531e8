"""The marks we write between our own words, by language."""

COLON = {"zh": "\uff1a", "en": ": "}
SEMICOLON = {"zh": "\uff1b", "en": "; "}
DOT = " \u00b7 "  # between the parts of a headline
