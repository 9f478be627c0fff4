"""How the shipped models and derived word lists were made. Needs the corpora; nothing here runs when a graph is built."""
