"""Search measured on collections: layouts, splits, the vector cache, and what the figures say."""

import json

import pytest
from fakes import FakeEmbedder
from test_eval_commands import call, product

from eval.collection import Asked, Collection, Split, Text, half, load
from eval.retrieval import Engine, headed
from eval.retrieval_run import score
from eval.vector_cache import CachedEmbedder
from ingest.errors import BadUse, StorageFailure

TEXTS = [
    ("d1", "Luật Đất đai", "Người sử dụng đất phải nộp tiền thuê đất hằng năm."),
    ("d2", "Luật Hộ tịch", "Cha mẹ có trách nhiệm đăng ký khai sinh cho con trong 60 ngày."),
    ("d3", "Luật Cư trú", "Công dân đăng ký thường trú tại nơi ở hợp pháp."),
]
ASKED = [
    ("q1", "Phải đăng ký khai sinh trong bao nhiêu ngày?", "d2"),
    ("q2", "Tiền thuê đất nộp khi nào?", "d1"),
    ("q3", "Đăng ký thường trú ở đâu?", "d3"),
]


def lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


@pytest.fixture
def beir(tmp_path):
    folder = tmp_path / "luat"
    (folder / "qrels").mkdir(parents=True)
    lines(folder / "corpus.jsonl", [{"_id": id, "title": title, "text": text} for id, title, text in TEXTS])
    lines(
        folder / "queries.jsonl", [{"_id": id, "text": text} for id, text, _ in [*ASKED, ("q4", "Không ai chấm", "")]]
    )
    judged = "".join(f"{id}\t{text}\t1\n" for id, _, text in ASKED)
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged, "utf-8")
    (folder / "qrels" / "train.tsv").write_text("query-id\tcorpus-id\tscore\nq4\td1\t1\n", "utf-8")
    return folder


def retrieval(folder, tmp_path, *more):
    fixed = ("--cache", tmp_path / "cache", "--out", tmp_path / "results")
    return call("retrieval", folder, *fixed, *more, product=product())


def test_a_beir_folder_is_measured_beside_each_half_of_the_search(beir, tmp_path):
    printed = json.loads(retrieval(beir, tmp_path, "--json").stdout)
    assert [printed[name] for name in ("recall@10", "ndcg@10", "mrr@10", "hit@1")] == [1, 1, 1, 1]
    assert list(printed["systems"]) == ["troly", "bm25", "dense"]
    assert printed["config"]["questions"] == 3
    assert [one["second"] for one in printed["comparisons"]] == ["bm25", "dense", "bm25", "dense"]
    (rows,) = (tmp_path / "results" / "retrieval").glob("*/rows.jsonl")
    assert len(rows.read_text("utf-8").splitlines()) == 9
    assert "bm25" in retrieval(beir, tmp_path).stdout


def test_questions_typed_without_diacritics_lose_the_words_as_written_but_not_the_product(beir, tmp_path):
    printed = json.loads(retrieval(beir, tmp_path, "--strip", "--json").stdout)
    assert printed["hit@1"] == 1
    assert printed["systems"]["bm25"]["figures"]["hit@1"]["value"] < 1


def test_only_the_reported_judgements_of_a_beir_folder_count(beir):
    assert [one.id for one in load(beir).questions] == ["q1", "q2", "q3"]
    (beir / "qrels" / "test.tsv").unlink()
    assert [one.id for one in load(beir).questions] == ["q4"]


def test_judgements_may_be_json_lines(beir):
    lines(beir / "qrels.jsonl", [{"qid": "q1", "did": "d2", "rel": 1}, {"qid": "q2", "did": "mất", "rel": 1}])
    assert [one.id for one in load(beir).questions] == ["q1"]


def test_wordings_of_one_intent_are_grouped_by_kind(tmp_path):
    row = {"chunk_id": "c1", "title": "đăng ký thường trú", "answer": "Nộp tại Công an cấp xã."}
    lines(tmp_path / "kb_intents.jsonl", [row])
    asked = [{"chunk_id": "c1", "variant_type": "Không dấu", "question": "dk thuong tru?"}]
    lines(tmp_path / "questions.jsonl", asked)
    found = load(tmp_path)
    assert found.questions == (Asked("0", "dk thuong tru?", "Không dấu"),)
    assert found.relevant == {"0": {"c1": 1}}


def test_a_squad_file_asks_for_the_paragraph_of_each_answer(tmp_path):
    paragraphs = [
        {"context": "Sông Hương chảy qua Huế.", "qas": [{"id": "a", "question": "Sông nào chảy qua Huế?"}]},
        {"context": "Sông Hàn chảy qua Đà Nẵng.", "qas": [{"id": "b", "question": "Sông Hàn ở đâu?"}]},
    ]
    file = tmp_path / "xquad.vi.json"
    file.write_text(json.dumps({"data": [{"title": "Sông", "paragraphs": paragraphs}]}), "utf-8")
    found = load(file)
    assert (found.name, len(found.texts), found.relevant) == ("xquad.vi", 2, {"a": {"0": 1}, "b": {"1": 1}})


@pytest.mark.parametrize("broken", ["{", '{"_id": 1}'])
def test_what_is_no_collection_is_one_sentence(tmp_path, broken):
    with pytest.raises(BadUse, match="cần thư mục BEIR"):
        load(tmp_path)
    (tmp_path / "corpus.jsonl").write_text(broken, "utf-8")
    (tmp_path / "queries.jsonl").write_text("", "utf-8")
    with pytest.raises(BadUse, match="bộ dữ liệu"):
        load(tmp_path)


def test_an_unknown_part_is_bad_use(beir, tmp_path):
    with pytest.raises(BadUse, match="dev, test, all"):
        retrieval(beir, tmp_path, "--split", "train")


def test_the_two_halves_of_the_questions_are_disjoint_and_stable():
    asked = tuple(Asked(f"q{at}", "?") for at in range(200))
    whole = Collection("c", (), asked, {})
    dev, test = (whole.split(part).questions for part in (Split.DEV, Split.TEST))
    assert set(dev) | set(test) == set(asked)
    assert not set(dev) & set(test)
    assert 70 < len(dev) < 130
    assert [half(id) for id in ("q1", "q2", "2022-q-1")] == [Split.TEST, Split.DEV, Split.DEV]


@pytest.mark.parametrize(
    ("text", "heading", "body"),
    [
        ("Phạm vi điều chỉnh\n\n1. Luật này quy định.", "Phạm vi điều chỉnh", "1. Luật này quy định."),
        ("Luật này quy định.", "", "Luật này quy định."),
        ("từ " * 50 + "\nhai", "", "từ " * 50 + "\nhai"),
        ("", "", ""),
    ],
)
def test_a_short_first_line_is_the_heading_of_a_text(text, heading, body):
    assert headed(text) == (heading, body)


def test_a_text_is_as_good_as_its_best_piece(tmp_path, agencies):
    long = "\n".join([*(["Quy định chung về thi hành."] * 60), "Cha mẹ đăng ký khai sinh cho con trong 60 ngày."])
    texts = (Text("dài", "Luật Hộ tịch", long), Text("ngắn", "Luật Cư trú", "Đăng ký thường trú."))
    asked = Asked("q", "cha mẹ đăng ký khai sinh cho con trong bao nhiêu ngày")
    whole = Collection("c", texts, (asked,), {"q": {"dài": 1}})
    engine = Engine.over(tmp_path / "index", whole, FakeEmbedder(), agencies)
    found = engine.hybrid(asked)
    assert max(found, key=lambda id: found[id]) == "dài"


def test_a_question_that_finds_nothing_counts_as_nothing_found():
    whole = Collection("c", (), (Asked("a", "?"), Asked("b", "?")), {"a": {"d1": 1}, "b": {"d2": 1}})
    values = score(whole, {"a": {}, "b": {"d1": 0.9, "d2": 0.4}})
    assert values["a"]["recall@10"] == 0
    assert (values["b"]["mrr@10"], values["b"]["hit@1"], values["b"]["hit@3"]) == (0.5, 0, 1)


def test_a_text_is_embedded_once_in_its_life(tmp_path):
    first = FakeEmbedder()
    vectors = CachedEmbedder(first, tmp_path).passages(["một", "hai", "một"])
    assert first.embedded == ["một", "hai"]
    second = FakeEmbedder()
    again = CachedEmbedder(second, tmp_path)
    assert (again.passages(["một", "hai", "một"]) == vectors).all()
    assert second.embedded == []
    assert (again.query("một") == first.query("một")).all()
    other = FakeEmbedder("giả-2")
    CachedEmbedder(other, tmp_path).passages(["một"])
    assert other.embedded == ["một"]


def test_runs_side_by_side_do_not_mix_their_vectors(tmp_path):
    here, there = (CachedEmbedder(FakeEmbedder(), tmp_path) for _ in range(2))
    here.passages(["một", "hai"])
    there.passages(["hai", "ba"])
    here.query("bốn")
    after = CachedEmbedder(FakeEmbedder(), tmp_path)
    assert (after.passages(["một", "hai", "ba"]) == FakeEmbedder().passages(["một", "hai", "ba"])).all()


def test_a_cache_that_is_no_database_is_a_storage_failure(tmp_path):
    CachedEmbedder(FakeEmbedder(), tmp_path)
    (file,) = tmp_path.glob("*.db")
    file.write_text("hỏng" * 1000, "utf-8")
    with pytest.raises(StorageFailure, match="hãy xóa tệp này"):
        CachedEmbedder(FakeEmbedder(), tmp_path)


def test_words_that_carry_no_topic_elsewhere_still_rank(tmp_path, agencies):
    texts = (Text("nhận", "", "Nhận kết quả ở bộ phận một cửa."), Text("nước", "", "Lấy nước ở giếng."))
    asked = Asked("q", "lấy kết quả")
    engine = Engine.over(tmp_path / "index", Collection("c", texts, (asked,), {}), FakeEmbedder(), agencies)
    found = engine.hybrid(asked)
    assert max(found, key=lambda id: found[id]) == "nhận"
