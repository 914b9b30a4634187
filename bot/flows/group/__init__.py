"""Groups: what is filed there, and reading along where a manager switched it on."""
