"""Frozen values every room speaks in. Imports nothing of ours; knows no Chinese."""
