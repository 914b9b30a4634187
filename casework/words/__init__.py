"""What people write: what it is about, which place and day it means, and what of it a group may read."""
