"""Stories: people, phones and the clock of the sandbox on one side, the real bot on the other, HTTP between them."""
