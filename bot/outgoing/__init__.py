"""Outbox -> Telegram: choosing, rendering, delivering, recording, within the limits."""
