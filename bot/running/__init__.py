"""What keeps the bot alive: its clock, ticker, auditor, health, patience, signs to the system."""
