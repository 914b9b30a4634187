"""What people write: what it is about, and what of it a group may read."""
