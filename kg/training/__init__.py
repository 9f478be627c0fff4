"""How the shipped models and derived word lists were made: needs the corpora, never runs when a graph is built."""
