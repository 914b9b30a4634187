"""Handlers, one file for each room; each parses, authorises and calls one use case."""
