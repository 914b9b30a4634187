"""Who lives and works here: people and posts, and who may do what."""
