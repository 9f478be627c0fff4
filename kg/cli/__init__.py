"""The command line: click commands, no logic. `main` is what the `kg` script calls."""
