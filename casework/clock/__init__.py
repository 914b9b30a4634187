"""The response clock: limits, the ladder, pings, what falls due, and the lights."""
