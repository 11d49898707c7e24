"""Labels are checked against the documents and against each other."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes_eval import FILE, GOLD
from test_eval_commands import call, product, work  # noqa: F401  # a fixture

from eval.options import SAMPLE
from eval.wiring import PRODUCT
from ingest.errors import BadUse

CASES = Path(__file__).parents[1] / "eval" / "cases"


def checked(folder, *lines, status=1):
    (folder / "cases.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    fixed = ("--documents", folder / "documents", "--out", folder / "results", "--json")
    ran = call("check", folder / "cases.jsonl", *fixed)
    assert ran.exit_code == status
    return json.loads(ran.stdout)


def test_sound_labels_pass_and_are_counted(work):  # noqa: F811  # as above
    found = checked(work, *GOLD, status=0)
    assert (found["cases"], found["answerable"], found["quotes"], found["problems"]) == (3, 2, 2, [])
    assert found["by_type"] == {"agency_list": 1, "deadline": 1, "out_of_scope": 1}


@pytest.mark.parametrize(("change", "problem"), [
    ({"citations": [{"doc": FILE, "quote": "Bố trí 5 tỷ đồng"}]}, "does not stand in"),
    ({"citations": [{"doc": FILE, "quote": " "}]}, "does not stand in"),
    ({"citations": [{"doc": "mat.txt", "quote": "Bố trí"}]}, "mat.txt is not there"),
    ({"citations": []}, "citations are empty"),
    ({"must_include": []}, "must_include or citations"),
    ({"must_include": [[""]]}, "empty alternative"),
    ({"answer": "16/4/2026"}, "the model answer does not hold"),
    ({"forbidden_values": ["15/4/2026"]}, "both asked for and forbidden"),
    ({"statuses": ["no_such_task"]}, "belong to questions without an answer"),
    ({"lang": "fr"}, "lang is 'fr'"),
    ({"question": " "}, "the question is empty"),
    ({"must_include": [["Sở Phép thuật"]], "answer": ""}, "knows Sở Phép thuật"),
])  # fmt: skip
def test_a_wrong_label_is_named_and_fails_the_run(work, change, problem):  # noqa: F811  # as above
    found = checked(work, GOLD[0] | change)
    assert any(problem in one["problem"] for one in found["problems"])
    assert {one["id"] for one in found["problems"]} == {"G1"}


def test_an_ending_with_facts_must_be_accepted(work):  # noqa: F811  # as above
    [one] = checked(work, GOLD[2] | {"statuses": ["answered"]})["problems"]
    assert "accept_answered" in one["problem"]


def test_ids_and_questions_occur_once(work):  # noqa: F811  # as above
    found = checked(work, GOLD[0], GOLD[0])
    assert {one["problem"] for one in found["problems"]} == {
        "the id occurs more than once",
        "the question occurs more than once",
    }


def test_a_folder_of_cases_is_checked_whole(work):  # noqa: F811  # as above
    with pytest.raises(BadUse, match=r"\*\.jsonl"):
        call("check", work / "documents")


@pytest.mark.parametrize(("questions", "documents"), [
    ("gate.jsonl", SAMPLE),
    ("questions/sample.jsonl", SAMPLE),
    ("questions/directives.jsonl", CASES / "directives"),
    ("questions/provinces.jsonl", CASES / "provinces"),
    ("questions/offices.jsonl", CASES / "offices"),
    ("questions/regions.jsonl", CASES / "regions"),
    ("questions/units.jsonl", CASES / "units"),
])  # fmt: skip
def test_our_own_labels_are_sound(work, questions, documents):  # noqa: F811  # as above
    real = replace(product(), read=PRODUCT.read)  # some are Word and PDF
    ran = call("check", CASES / questions, "--documents", documents, "--out", work / "results", product=real)
    assert ran.exit_code == 0
