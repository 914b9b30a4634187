"""The browser page, in a real Chromium."""
