"""What administrators do in chat: seats, links, tying groups."""
