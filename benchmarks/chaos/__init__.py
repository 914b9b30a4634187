"""Kills and faults under load: what people sent, what is in the database and what the phones show must agree."""
