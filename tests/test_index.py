import shutil
from dataclasses import replace

import numpy as np
import pytest
from fakes import FakeEmbedder, new_register, paper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import generations
from ingest.errors import IndexMismatch, NoCorpus
from ingest.index import Index
from ingest.models import Visibility
from ingest.publish import publish

EMBEDDER = FakeEmbedder()
LEAD = "Giao Sở Nội vụ chủ trì xây dựng đề án tinh giản biên chế"
SCHOOL = "Giao Sở Giáo dục và Đào tạo rà soát trường lớp ở vùng cao"
SECRET = "Công an tỉnh chủ trì rà soát hồ sơ cán bộ"
PAPERS = (
    paper("kh", LEAD, SCHOOL),
    paper("mật", SECRET, visibility=Visibility("Công an tỉnh", ("Sở Nội vụ",))),
    paper("riêng", "Sở Y tế chủ trì phòng chống dịch", visibility=Visibility("Sở Y tế", ())),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """An index folder with two generations."""
    folder = tmp_path_factory.mktemp("index")
    register = new_register(folder / "register.db")
    for record in PAPERS:
        publish(folder, register, EMBEDDER)
        register.save(record)
    publish(folder, register, EMBEDDER)
    register.close()
    return folder


@pytest.fixture
def folder(published, tmp_path):
    return shutil.copytree(published, tmp_path / "index")


@pytest.fixture(scope="module")
def index(published):
    return Index.open(published, EMBEDDER.name)


def ids(hits):
    return [id for id, _ in hits]


def searches(index, text, viewer, k=10):
    allowed = index.allowed(viewer)
    dense = index.dense(EMBEDDER.query(text), allowed, k)
    return dense, index.lexical(text, allowed, k), index.lexical_folded(text, allowed, k)


def test_dense_search_ranks_by_cosine(index):
    hits = index.dense(EMBEDDER.query(LEAD), index.allowed(None), 2)
    assert ids(hits) == ["kh:0", "kh:1"]
    assert hits[0][1] == pytest.approx(1, abs=1e-5)
    assert hits[1][1] == pytest.approx(float(EMBEDDER.query(LEAD) @ EMBEDDER.query(SCHOOL)), abs=1e-5)


@pytest.mark.parametrize(
    ("question", "written", "folded"),
    [
        ("tinh giản biên chế", ["kh:0"], ["kh:0"]),
        ("gian bien che", [], ["kh:0"]),
        ("TINH GIẢN", ["kh:0"], ["kh:0"]),
        ("tinh giản".encode().decode(), ["kh:0"], ["kh:0"]),
        ("nội vụ nội vụ", ["kh:0"], ["kh:0"]),
        ("ngân hàng nhà nước", [], []),
        ("", [], []),
        ("?! … ;", [], []),
    ],
)
def test_words_are_found_with_and_without_diacritics(index, question, written, folded):
    allowed = index.allowed(None)
    assert ids(index.lexical(question, allowed, 1)) == written
    assert ids(index.lexical_folded(question, allowed, 1)) == folded


def test_rarer_words_weigh_more(index):
    hits = index.lexical("sở giao vùng cao", index.allowed(None), 5)
    assert ids(hits) == ["kh:1", "kh:0"]
    assert hits[0][1] > hits[1][1] > 0


def test_filter_acts_before_ranking(index):
    assert ids(index.dense(EMBEDDER.query(SECRET), index.allowed("Sở Nội vụ"), 1)) == ["mật:0"]
    for hits in searches(index, SECRET, None, k=1):
        assert ids(hits)[0].startswith("kh:")


def test_filter_does_not_change_scores(index):
    everything, own = index.allowed("Công an tỉnh"), index.allowed("Công an tỉnh", ["mật"])
    everywhere = dict(index.lexical("chủ trì", everything, 10))
    assert dict(index.lexical("chủ trì", own, 10)) == {"mật:0": everywhere["mật:0"]}


@pytest.mark.parametrize("viewer", [None, "", "*", "unit:Sở Y tế", "Sở y tế", "Sở Y tế "])
def test_a_name_that_is_no_reader_sees_what_everybody_sees(index, viewer):
    for hits in searches(index, "Sở Y tế chủ trì phòng chống dịch", viewer):
        assert {id.partition(":")[0] for id in ids(hits)} == {"kh"}


def test_search_stays_within_the_documents_named(index):
    allowed = index.allowed("Sở Nội vụ", ["mật", "riêng", "không có"])
    assert ids(index.dense(EMBEDDER.query(LEAD), allowed, 9)) == ["mật:0"]
    assert ids(index.lexical("chủ trì", allowed, 9)) == ["mật:0"]
    nothing = index.allowed("Sở Nội vụ", [])
    assert index.dense(EMBEDDER.query(LEAD), nothing, 9) == index.lexical("chủ trì", nothing, 9) == []


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_is_asked_for_nothing_is_found(index, k):
    assert searches(index, LEAD, None, k) == ([], [], [])


@pytest.mark.parametrize(
    "question", ['"', "reader:*", "written:(a OR", "+sở -vụ", "x" * 100_000, "sở " * 50_000, "\x00"]
)
def test_user_text_is_never_a_query_language(index, question):
    for hits in searches(index, question, None):
        assert set(ids(hits)) <= {"kh:0", "kh:1"}


def test_vector_of_another_size_is_refused(index):
    with pytest.raises(IndexMismatch, match="64 chiều"):
        index.dense(np.ones(3, dtype=np.float32), index.allowed(None), 3)


UNITS = ("Sở Y tế", "Sở Nội vụ", "*", "unit:*")
VISIBILITIES = st.builds(Visibility, st.sampled_from(UNITS), st.none() | st.lists(st.sampled_from(UNITS)).map(tuple))
WORDS = st.lists(st.sampled_from(["sở", "giao", "chủ", "trì", "kế", "hoạch", "d0", "d1", "d2", "d3"]), min_size=1).map(
    " ".join
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VISIBILITIES, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=5))
def test_no_viewer_finds_a_foreign_passage(tmp_path, visibilities, questions):
    register = new_register(tmp_path / "register.db")
    for at, visibility in enumerate(visibilities):
        register.save(paper(f"d{at}", f"sở giao chủ trì kế hoạch d{at}", f"giao d{at}", visibility=visibility))
    publish(tmp_path, register, EMBEDDER)
    register.close()
    index = Index.open(tmp_path)
    for viewer in (None, "nobody", *UNITS):
        may_read = {f"d{at}" for at, visibility in enumerate(visibilities) if visibility.admits(viewer)}
        for question in questions:
            for hits in searches(index, question, viewer):
                assert {id.partition(":")[0] for id in ids(hits)} <= may_read
        assert {id[:2] for id in ids(searches(index, "sở giao", viewer)[0])} == may_read


def flipped(raw):
    return b"".join((raw[:at], bytes([raw[at] ^ 1]), raw[at + 1 :])) if (at := len(raw) // 2) < len(raw) else b"?"


TAMPERING = {
    "bit flipped in the middle": flipped,
    "first bit flipped": lambda raw: bytes([raw[0] ^ 128]) + raw[1:] if raw else b"?",
    "last bit flipped": lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]) if raw else b"?",
    "cut by one byte": lambda raw: raw[:-1] if raw else b"?",
    "emptied": lambda raw: b"" if raw else b"?",
    "one byte too many": lambda raw: raw + b"\0",
    "missing": None,
}


@pytest.mark.parametrize("tampering", TAMPERING)
def test_every_file_of_a_generation_is_guarded(folder, tampering):
    name, former = generations.candidates(folder)[:2]
    files = [file for file in generations.place(folder, name).rglob("*") if file.is_file() and file.suffix != ".lock"]
    assert {"vectors.faiss", "passages.json", "manifest.json", "meta.json"} <= {file.name for file in files}
    for file in files:
        raw = file.read_bytes()
        file.unlink()
        if change := TAMPERING[tampering]:
            file.write_bytes(change(raw))
        opened = Index.open(folder, EMBEDDER.name)
        assert opened.name == former, file
        assert "hỏng" in opened.warning
        assert "troly ingest --rebuild" in opened.warning
        file.write_bytes(raw)
    assert Index.open(folder).name == name


def test_hundred_random_bit_flips_are_all_found(folder):
    name = generations.current(folder)
    random = np.random.default_rng(7)
    files = [file for file in generations.place(folder, name).rglob("*") if file.is_file() and file.stat().st_size]
    for file in random.choice(np.array(files, dtype=object), 100):
        raw = file.read_bytes()
        changed = bytearray(raw)
        changed[random.integers(len(raw))] ^= 1 << random.integers(8)
        file.write_bytes(changed)
        assert Index.open(folder).name != name
        file.write_bytes(raw)


def test_files_and_folders_of_two_generations_are_not_swapped_unnoticed(folder):
    new, old = (generations.place(folder, name) for name in generations.candidates(folder))
    for file in ("vectors.faiss", "passages.json", "manifest.json"):
        raw = (new / file).read_bytes()
        shutil.copy(old / file, new / file)
        assert Index.open(folder).name == old.name
        (new / file).write_bytes(raw)
    shutil.rmtree(new)
    shutil.copytree(old, new)
    assert Index.open(folder).name == old.name


def test_all_generations_damaged_is_said_with_the_way_out(folder):
    for name in generations.candidates(folder):
        (generations.place(folder, name) / "vectors.faiss").write_bytes(b"")
    with pytest.raises(IndexMismatch, match="troly ingest --rebuild"):
        Index.open(folder)


@pytest.mark.parametrize("pointer", [b"", b"../../etc", b"\xff\xfe", b"00000009-deadbeef\n"])
def test_damaged_pointer_falls_back_to_the_newest_generation(folder, pointer):
    newest = generations.current(folder)
    (folder / "CURRENT").write_bytes(pointer)
    assert Index.open(folder).name == newest


def test_other_model_is_named_together_with_the_way_out(folder):
    with pytest.raises(IndexMismatch, match=r"giả-1.*thật-2.*troly ingest --rebuild"):
        Index.open(folder, "thật-2")


def test_other_folding_of_words_is_refused(folder, tmp_path):
    name = generations.current(folder)
    manifest = generations.read_manifest(folder, name)
    other = replace(manifest, made=replace(manifest.made, folding="0"))
    (generations.place(folder, name) / "manifest.json").write_bytes(other.dump())
    with pytest.raises(IndexMismatch, match="troly ingest --rebuild"):
        Index.open(folder)


def test_nothing_published_is_no_corpus(tmp_path):
    with pytest.raises(NoCorpus, match="troly ingest"):
        Index.open(tmp_path)


def test_opened_generation_answers_after_its_files_are_gone(folder):
    index = Index.open(folder)
    before = searches(index, LEAD, "Sở Nội vụ")
    shutil.rmtree(folder)
    assert searches(index, LEAD, "Sở Nội vụ") == before
    assert not index.is_current
