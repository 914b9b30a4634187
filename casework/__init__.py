"""The rules of the neighbourhood: standard library only, no I/O, never asks what time it is."""
