"""What the command line offers beside running: doctor and ledger."""
