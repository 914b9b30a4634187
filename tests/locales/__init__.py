"""Tests of the translator and of its catalogs."""
