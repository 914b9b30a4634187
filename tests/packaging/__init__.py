"""What is installed, away from the repository."""
