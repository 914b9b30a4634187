"""Measurements of ours and of the peers, side by side in one run."""
