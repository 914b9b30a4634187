"""Telegram -> inbox -> turn: fetching or being called, keeping, handling one update, what a message carries."""
