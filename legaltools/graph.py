"""The graph people can question."""
