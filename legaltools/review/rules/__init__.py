"""One module is one family of rules; a rule carries its own examples, which run as its tests."""
