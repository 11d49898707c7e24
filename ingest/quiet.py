"""Keeps the libraries' advice to developers off the terminal while a model is built."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from transformers.utils import logging as transformers_logging


@contextmanager
def quiet() -> Iterator[None]:
    """No warnings, no log lines below an error, no bars of transformers; what goes wrong is raised, not logged."""
    root, silent = logging.getLogger(), logging.NullHandler()
    disabled, had_bar = root.manager.disable, transformers_logging.is_progress_bar_enabled()
    root.addHandler(silent)  # else logging installs a handler of its own for the first warning
    logging.disable(logging.WARNING)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if had_bar:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
        logging.disable(disabled)
        root.removeHandler(silent)
