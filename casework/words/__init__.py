"""What people's words mean: places, days. Pure: words in, readings out."""
