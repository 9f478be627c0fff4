"""Evaluation: how good what we ship is, measured. Nothing here is needed to build a graph."""
