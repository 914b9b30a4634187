"""`make demo`: a neighbourhood on this machine, with stories that play themselves."""
