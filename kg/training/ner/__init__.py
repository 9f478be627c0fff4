"""Training of the shipped entity recogniser: corpora, teacher, silver labels, student."""
