"""The records: a module for each subject. Nothing is imported from here but from the subject's own module."""
