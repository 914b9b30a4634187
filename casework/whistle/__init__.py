"""Whistles 吹哨报到: calling departments to a place, until what they did is accepted (around-an-issue.md §4)."""
