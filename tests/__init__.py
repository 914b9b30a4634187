"""Tests of everything, and the tools that check the project itself."""
