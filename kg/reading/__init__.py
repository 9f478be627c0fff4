"""Reading: a file goes in, a `Page` comes out: decoded, cleaned with a map to the file's offsets, cut into articles.
"""
