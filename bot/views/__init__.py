"""Views: an issue and a language become text and a keyboard; nothing else renders."""
