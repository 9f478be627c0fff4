"""The graph: extractions go in, one resolved `Graph` and its forms (RDF, NetworkX, GEXF, tables) come out."""
