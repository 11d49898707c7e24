"""Makes the files of a model folder: sentence-transformers folder, ONNX graph, int8 graph, tokenizer.

The only module that needs torch, transformers and sentence-transformers (10 s to import); nothing imports it at
run time. The graph goes from token ids of one text to its unit vector and has no attention mask, since texts are
never padded (``ingest.embed``).
"""

from __future__ import annotations

import gc
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

from ingest.errors import StorageFailure
from ingest.model_folder import ONNX, TOKENIZER, Recipe
from ingest.quiet import quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[str, float], None]  # the step in Vietnamese, the share that is done

MAX_TOKENS = 512  # passages are shorter; bounds time and memory for models that take thousands
SAMPLES = (
    "Báo cáo kết quả thực hiện trước ngày 30 tháng 6.",
    "Cơ quan nào chủ trì, cơ quan nào phối hợp?",
    "Các cơ quan, đơn vị theo chức năng, nhiệm vụ được giao khẩn trương triển khai thực hiện các nhiệm vụ, giải pháp "
    "bảo đảm đúng tiến độ, chất lượng; định kỳ hằng quý tổng hợp kết quả, khó khăn, vướng mắc và đề xuất hướng xử lý.",
)
_E5 = re.compile(r"(^|-)e5-(?!.*instruct)")
_E5_PREFIXES = ("query: ", "passage: ")  # Wang et al. 2024 (multilingual E5); the hub's folders do not state them
_OPSET = 17


@dataclass(frozen=True, slots=True)
class Exported:
    """The recipe of the files made, and the float32 model's vectors of samples as passages: (samples, dimension)."""

    recipe: Recipe
    samples: tuple[str, ...]
    reference: NDArray[np.float32]


def load(source: str) -> SentenceTransformer:
    """A sentence-transformers model from a folder or, where there is a network, from the hub.

    Only safetensors weights are taken: the older format is a pickle.
    """
    kwargs = {"use_safetensors": True, "attn_implementation": "eager"}
    try:
        if Path(source).is_dir() and not (Path(source) / "modules.json").is_file():
            raise FileNotFoundError("modules.json")  # else pooling would be guessed
        with quiet():
            model = SentenceTransformer(source, device="cpu", model_kwargs=kwargs)
    except OSError as error:  # also how the hub's client says that there is no such name, or no network
        raise StorageFailure(
            f"Không tìm thấy mô hình nhúng “{source}”: cần thư mục sentence-transformers có modules.json và "
            "model.safetensors, hoặc một tên trên hub khi có mạng."
        ) from error
    model.eval()
    return model


def export(model: SentenceTransformer, setting: str, folder: Path, progress: Progress) -> Exported:
    """Write the int8 graph and the tokenizer of a model into ``folder``. The caller should not hold the model."""
    graph = _graph(model, setting)
    recipe = _recipe(model, setting)
    prefixed = [recipe.passage_prefix + text for text in SAMPLES]
    reference = model.encode(prefixed, normalize_embeddings=True, show_progress_bar=False)
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    whole = folder / "float32"
    whole.mkdir()
    progress("Xuất ONNX", 0.4)
    _trace(graph, model.tokenizer(SAMPLES[0])["input_ids"], whole / ONNX)
    del graph, model
    gc.collect()  # modules refer to each other; 0.5 GB of e5-small that quantisation needs for itself
    progress("Lượng tử hóa int8", 0.6)
    _quantise(whole / ONNX, folder / ONNX)
    shutil.rmtree(whole)  # large models keep their weights in files beside the graph
    return Exported(recipe, SAMPLES, np.asarray(reference, np.float32))


class _Graph(torch.nn.Module):  # type: ignore[misc]  # torch is not typed for us
    """Token ids of texts of one length, shape (texts, tokens), to unit vectors."""

    def __init__(self, encoder: torch.nn.Module, pooling: str) -> None:
        super().__init__()
        self.encoder = encoder
        self.pooling = pooling

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        states = self.encoder(input_ids=input_ids, attention_mask=None).last_hidden_state
        pooled = states[:, 0] if self.pooling == "cls" else states.mean(dim=1)
        return torch.nn.functional.normalize(pooled, dim=1)


def _graph(model: SentenceTransformer, setting: str) -> _Graph:
    first, second, *rest = [*model, None, None][: max(2, len(model))]
    fits = (
        isinstance(first, Transformer)
        and isinstance(second, Pooling)
        and second.pooling_mode in ("mean", "cls")
        and second.include_prompt
        and all(isinstance(module, Normalize) for module in rest)
        and model.tokenizer.is_fast
    )
    if not fits:
        raise StorageFailure(
            f"Mô hình “{setting}” không dùng được: chỉ nhận mô hình sentence-transformers gồm Transformer, "
            "Pooling (mean hoặc cls), có thể thêm Normalize."
        )
    graph = _Graph(first.model, second.pooling_mode)
    graph.eval()
    return graph


def _recipe(model: SentenceTransformer, setting: str) -> Recipe:
    prompts = model.prompts
    query, passage = prompts.get("query") or "", prompts.get("document") or prompts.get("passage") or ""
    if not (query or passage) and _E5.search(Path(setting).name.lower()):
        query, passage = _E5_PREFIXES
    max_tokens = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
    return Recipe(model.get_embedding_dimension() or 0, max_tokens, query, passage)


def _trace(graph: _Graph, ids: list[int], path: Path) -> None:
    """Export by tracing; the graph is compared with the model afterwards, so its warnings tell nothing."""
    with quiet(), torch.no_grad():
        torch.onnx.export(
            graph,
            (torch.tensor([ids]),),
            str(path),
            input_names=["input_ids"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "embedding": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,  # the newer exporter needs another package
        )


def _quantise(source: Path, target: Path) -> None:
    """Scales per output channel: mean cosine to float32 .996 where one scale per matrix gave .984 (e5-small).

    Seven-bit weights, because processors without VNNI add two products in 16 bits, which eight-bit ones overflow.
    """
    with quiet():
        quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
