"""What heads, stewards and managers say and press."""
