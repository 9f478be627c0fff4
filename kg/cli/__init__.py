"""The command line: click commands that translate between a terminal and the library, no logic of their own.

Exit codes: 0 done; 1 done, but some pages were refused, a quote did not verify, a shape was violated, or an answer was
cut at its limit; 2 not done; 3 a query stopped because its time was up.
"""

from __future__ import annotations

import os
from typing import Any

import click

from kg.errors import KgError, QueryError

# numpy's own threads help no page and stall each other beside other work: --jobs spreads pages over the cores instead.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Commands(click.Group):
    """A group that turns the library's errors into one line on stderr and exit code 2 or 3."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(3 if isinstance(error, QueryError) and error.out_of_time else 2)
        except BrokenPipeError:
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kg", prog_name="kg")
def main() -> None:
    """Build and ask a knowledge graph from pages of Chinese local newspapers.

    \b
    kg build pages -o out            read pages, write the graph
    kg query out -n officials-by-body    ask it
    kg why out 甲 乙                  see the sentences behind an edge

    Shell completion: eval "$(_KG_COMPLETE=bash_source kg)" (zsh_source, fish_source).
    """


from kg.cli import ask, judging, make, review, write  # noqa: E402  the commands need `main`

__all__ = ["ask", "judging", "main", "make", "review", "write"]
