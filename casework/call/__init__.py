"""Calls 发起: something is said to an audience, each is asked for one kind of answer, by a time; and volunteers
(community-life.md §1-2)."""
