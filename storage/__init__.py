"""What is remembered: SQLAlchemy tables, unit of work, inbox, outbox and deadlines."""
