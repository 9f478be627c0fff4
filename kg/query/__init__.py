"""Queries: a saved graph and a question go in, rows, cards and sentences come out."""
