"""Resolution: mentions go in, entities come out: within a page (`page`), then across pages (`corpus`)."""
