"""Tests that read as dialogue."""
