"""The ``troly eval`` commands over a fake product."""

import json
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from fakes_eval import AS_OF, FILE, TEXT, Scripted, gold_lines, perfect
from test_eval_tasks import GOLD_ROW, PREDICTED_LINE
from typer.testing import CliRunner

from assistant.models import Question
from eval.cases import load_answers
from eval.commands import commands
from eval.documents import read_folder
from eval.facts import named_agencies
from eval.peers import NEAREST, PlainRag, index, load, nearest, save
from eval.product import Product
from eval.retrieval_run import SearchTools
from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory
from ingest.errors import BadUse, UnreadableFile
from ingest.models import Media, Source


def refuse(path):
    raise UnreadableFile(path.name)


def product(model=None, script=perfect):
    return Product(
        open_assistant=lambda data: Scripted(script),
        open_tools=lambda data: None,
        open_embedder=FakeEmbedder,
        open_writer=lambda: None,
        open_model=lambda address: model,
        open_agencies=lambda: named_agencies,
        open_search=lambda: SearchTools(FakeEmbedder(), Agencies(Directory(PROVINCE_FILE)), Path("cache")),
        count_passages=lambda data: 3,
        read=refuse,
        open_steps=pytest.fail,
    )


@pytest.fixture
def work(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / FILE).write_text(TEXT, "utf-8")
    (tmp_path / "gold.jsonl").write_text(gold_lines(), "utf-8")
    return tmp_path


def call(*arguments, product=product()):  # noqa: B008  # frozen
    return CliRunner().invoke(commands(lambda: product), list(map(str, arguments)), catch_exceptions=False)


def answers(work, *more):
    fixed = ("--documents", work / "documents", "--as-of", "2026-05-05", "--out", work / "results")
    return call("answers", work / "gold.jsonl", *fixed, *more)


def test_answers_prints_one_json_object_and_leaves_the_results(work):
    printed = json.loads(answers(work, "--json").stdout)
    assert printed["troly"]["figures"]["right"]["value"] == 1.0
    (folder,) = (work / "results" / "answers").iterdir()
    config = json.loads((folder / "config.json").read_text("utf-8"))
    assert (config["questions"], config["as_of"], config["assistants"]) == ("gold.jsonl", "2026-05-05", ["troly"])


def test_answers_prints_tables_with_the_peer_beside(work):
    shown = answers(work, "--peer", "plain-rag").stdout
    assert "plain-rag" in shown
    assert "100.0%" in shown


def test_recorded_answers_are_judged_without_asking_again(work):
    peer = ("plain-rag", "--documents", work / "documents", "--store", work / "store.json")
    lines = call(*peer, "--questions", work / "gold.jsonl", "--as-of", "2026-05-05").stdout
    (work / "answers.jsonl").write_text(lines, "utf-8")
    printed = json.loads(answers(work, "--answers", work / "answers.jsonl", "--json").stdout)
    assert printed["troly"]["statuses"] == {"answered": 3}
    assert printed["troly"]["figures"]["every quote verbatim"]["value"] == 1.0
    assert printed["troly"]["figures"]["refused rightly"]["value"] == 0


def test_an_unknown_peer_or_an_empty_gold_file_is_bad_use(work):
    with pytest.raises(BadUse, match="plain-rag"):
        answers(work, "--peer", "khac")
    (work / "gold.jsonl").write_text("", "utf-8")
    with pytest.raises(BadUse, match="không có câu hỏi"):
        answers(work)


def test_tasks_printed_earlier_are_judged(work):
    (work / "gold.json").write_text(json.dumps([GOLD_ROW]), "utf-8")
    (work / "tasks.jsonl").write_text(json.dumps(PREDICTED_LINE), "utf-8")
    fixed = ("tasks", work / "gold.json", "--predicted", work / "tasks.jsonl", "--out", work / "results")
    assert json.loads(call(*fixed, "--json").stdout)["overall"]["fields"]["deadline"]["value"] == 1.0
    assert "Differences (0)" in call(*fixed).stdout


def test_help_names_every_command():
    shown = call("--help").stdout
    assert all(
        name in shown for name in ("answers", "refusal", "tasks", "documents", "retrieval", "bench", "plain-rag")
    )


def test_a_folder_is_read_without_what_the_product_cannot_read(work):
    (work / "documents" / "hong.pdf").write_bytes(b"x")
    assert list(read_folder(work / "documents", refuse)) == [FILE]
    source = Source("hai.pdf", "0", Media.PDF, "Trang một. Trang hai.", (0, 11))
    assert read_folder(work / "documents", lambda path: source)["hong.pdf"].pages == 2
    assert read_folder(work / "documents", refuse)[FILE].pages == len(TEXT) / 2000


@pytest.mark.parametrize("folder", ["documents/trong", "khong-co"])
def test_a_folder_without_documents_is_bad_use(work, folder):
    (work / "documents" / "trong").mkdir()
    with pytest.raises(BadUse):
        read_folder(work / folder, refuse)


LONG = "\n\n".join(f"{n}. Sở Tài chính bố trí kinh phí cho nhiệm vụ số {n} của các xã." * 6 for n in range(12))


def ask(work, question, model=None, count=NEAREST):
    (work / "q.jsonl").write_text(json.dumps({"id": "Q", "question": question}), "utf-8")
    (work / "documents" / FILE).write_text(LONG, "utf-8")
    fixed = ("plain-rag", "--documents", work / "documents", "--store", work / "store.json", "--nearest", count)
    named = ("--model", "http://127.0.0.1/v1#nhỏ") if model else ()
    (work / "answers.jsonl").write_text(
        call(*fixed, *named, "--questions", work / "q.jsonl", product=product(model)).stdout, "utf-8"
    )
    return load_answers(work / "answers.jsonl")[0]


def test_the_peer_without_a_model_quotes_its_nearest_passages(work):
    given = ask(work, "Ai bố trí kinh phí?")
    assert (given.status, len(given.citations)) == ("answered", 4)
    assert all(citation.quote in LONG and len(citation.quote) <= 1000 for citation in given.citations)
    assert given.text.count("[4]") == 1


def test_the_peer_takes_as_many_passages_as_it_is_told(work):
    assert len(ask(work, "Ai bố trí kinh phí?", count=2).citations) == 2


def test_the_peers_model_gets_the_question_and_the_passages_and_its_marks_are_followed(work):
    prompts = []

    def model(prompt):
        prompts.append(prompt)
        return "Sở Tài chính [2]."

    given = ask(work, "Ai bố trí kinh phí?", model)
    assert (given.text, [citation.marker for citation in given.citations]) == ("Sở Tài chính [2].", [2])
    assert "Câu hỏi: Ai bố trí kinh phí?" in prompts[0]
    assert "[4]" in prompts[0]
    assert "purpose:" not in prompts[0] and "$" not in prompts[0]


def test_the_peers_model_may_decline(work):
    assert ask(work, "Lương cơ sở?", lambda prompt: "Tài liệu không nêu.").status == "not_in_corpus"


def test_the_peers_vectors_are_kept_and_taken_back(tmp_path):
    built = index({FILE: LONG}, FakeEmbedder())
    save(built, tmp_path / "store.json")
    again = load(tmp_path / "store.json", FakeEmbedder())
    first, second = (store.similarity_search("kinh phí số 7", 3) for store in (built, again))
    assert [chunk.page_content for chunk in first] == [chunk.page_content for chunk in second]


def test_an_empty_peer_says_so():
    assert PlainRag(nearest(index({}, FakeEmbedder()))).ask(Question("?", AS_OF)).status == "no_corpus"
