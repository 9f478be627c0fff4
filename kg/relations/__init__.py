"""Relations: a `Page` with its `Recognition` and `Resolution` goes in, relations and attributes with evidence come out."""
