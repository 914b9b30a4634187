"""Commands that make check and make docs run."""
