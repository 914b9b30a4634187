"""The measuring itself is tested: a chaos run that cannot see a fault would be worth nothing."""
