"""Mediation 调解 of a quarrel between neighbours: in confidence, and in no group (around-an-issue.md §10)."""
