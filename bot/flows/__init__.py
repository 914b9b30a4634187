"""Conversations, by who speaks: residents, staff, administrators. Each module ends in what it offers (offers.py)."""
