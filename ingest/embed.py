"""Turns text into vectors with a built model; needs only onnxruntime and tokenizers.

One text is one run on one core: int8 activations are scaled over a whole run, so in a padded batch a vector would
depend on its neighbours, and vectors are cached by their own text. It costs nothing: texts run side by side on all
cores, 58 passages of 124 tokens per second where batches of 16 gave 31 (two cores).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from ingest import cores
from ingest.errors import StorageFailure
from ingest.model_folder import ONNX, TOKENIZER, ModelFolder, find
from ingest.text import clean

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHARACTERS_PER_TOKEN = 64  # far above what a token spans; what lies beyond is cut before any work is done
_ERRORS_ONLY = 3  # onnxruntime's log level


@dataclass(frozen=True, slots=True)
class _Engine:
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession


class OnnxEmbedder:
    """An Embedder. The same text always gives the same vector, whatever is embedded with it, on any number of threads.

    The model is loaded with the first text (1 to 2 seconds), so that whoever needs no vector does not wait for it.
    """

    def __init__(self, folder: ModelFolder, threads: int | None = None) -> None:
        self.name = folder.name
        self.dimension = folder.recipe.dimension
        self._folder = folder
        self._threads = threads or cores.available()
        self._lock = threading.Lock()
        self._engine: _Engine | None = None

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length in the order of ``texts``; longest first inside, so that no core waits at the end."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]), reverse=True)
        prefix = self._folder.recipe.passage_prefix
        with ThreadPoolExecutor(self._threads) as pool:
            found = pool.map(lambda place: self._vector(prefix, texts[place]), order)
            for place, vector in zip(order, found, strict=True):
                vectors[place] = vector
        return vectors

    def query(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question, prepared as the passages are."""
        return self._vector(self._folder.recipe.query_prefix, text)

    def _vector(self, prefix: str, text: str) -> NDArray[np.float32]:
        engine = self._loaded()
        ids = engine.tokenizer.encode(prefix + self._prepared(text)).ids
        [[vector]] = engine.session.run(None, {"input_ids": np.array([ids], np.int64)})
        return np.asarray(vector, np.float32)

    def _prepared(self, text: str) -> str:
        """Cleaned as passages are; half a surrogate pair, which no tokenizer takes, becomes a question mark."""
        start = text[: self._folder.recipe.max_tokens * _CHARACTERS_PER_TOKEN]
        return clean(start.encode("utf-8", "replace").decode("utf-8"))

    def _loaded(self) -> _Engine:
        with self._lock:
            if self._engine is None:
                self._engine = _load(self._folder)
            return self._engine


def open_embedder(setting: str, cache: Path, threads: int | None = None) -> OnnxEmbedder:
    """The embedder of a built model; StorageFailure says what to do where there is none."""
    return OnnxEmbedder(find(setting, cache), threads)


def _load(folder: ModelFolder) -> _Engine:
    onnx, words = folder.checked(ONNX), folder.checked(TOKENIZER)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        tokenizer = Tokenizer.from_file(str(words))
        session = onnxruntime.InferenceSession(str(onnx), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # both libraries raise bare exceptions of their own
        raise StorageFailure(f"Không nạp được mô hình nhúng {folder.name}: hãy chạy make setup.") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(folder.recipe.max_tokens)
    tokenizer.encode_special_tokens = True  # "</s>" in a document is text, not the end of the text
    return _Engine(tokenizer, session)
