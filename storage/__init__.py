"""What is remembered: SQLAlchemy tables, unit of work, inbox, outbox, deadlines and conversations."""
