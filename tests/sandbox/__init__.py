"""The sandbox, through two clients that were written without it."""
