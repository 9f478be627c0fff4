"""The spaCy language of this project: characters as tokens, components by name, one config file.

`config.cfg` beside this module lists the pipeline; a trained component slots in by a line there. Characters are the
tokens because a name that a word of the segmenter straddles would be lost: `doc.char_span` has no span for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config, load_model_from_config, registry
from spacy.vocab import Vocab

from kg.recognition.candidates import declare_extensions

CONFIG = Path(__file__).parent / "config.cfg"
LONGEST = 1_000_000_000  # characters; spaCy's own limit is for components that need much memory a character


class CharacterTokenizer:
    """Make every character of a text, white space too, a token: `doc.text == text` and token i is character i."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize one text, the empty one too; lone surrogates become U+FFFD, as spaCy cannot hold them."""
        words = ["\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text]
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        doc._.words, doc._.candidates, doc._.posts, doc._.references = [], [], [], []
        doc._.officials, doc._.authors, doc._.regions = [], [], []
        return doc

    def pipe(self, texts: Iterable[str]) -> Iterable[Doc]:
        """Tokenize a stream of texts."""
        return (self(text) for text in texts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> CharacterTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, _: object, **__: object) -> CharacterTokenizer:
        """Nothing to restore."""
        return self


@registry.tokenizers("kg.CharacterTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Registry entry of `CharacterTokenizer`, for config files."""
    declare_extensions()
    return lambda nlp: CharacterTokenizer(nlp.vocab)


registry.tokenizers.register("kg.CharacterTokenizer.v1", func=character_tokenizer)


def load_language(disable: Iterable[str] = ()) -> Language:
    """Build the pipeline that `config.cfg` describes.

    Args:
        disable: names of components to leave out (see `config.cfg`).
    """
    import kg.recognition.components  # noqa: F401  registers the factories

    declare_extensions()
    nlp = load_model_from_config(load_config(CONFIG), disable=list(disable), auto_fill=True)
    nlp.max_length = LONGEST
    return nlp
