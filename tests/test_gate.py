"""The gate lets the product through as it is and stops one that got worse."""

import json
from dataclasses import replace

import pytest
from fakes_eval import mute
from test_eval_commands import call, product, work  # noqa: F401  # a fixture
from typer.testing import CliRunner

from eval.commands import commands
from eval.gate import read_thresholds
from eval.wiring import PRODUCT
from ingest.errors import BadUse


def gated(folder, product):
    ran = CliRunner().invoke(commands(lambda: product), ["gate", "--out", str(folder / "results"), "--json"])
    return ran.exit_code, json.loads(ran.stdout)


@pytest.mark.model
def test_the_product_passes_its_gate(work, real):  # noqa: F811  # as above
    status, printed = gated(work, replace(PRODUCT, open_assistant=lambda data: real))
    assert [line for line in printed["thresholds"] if not line["holds"]] == []
    assert (status, printed["passed"]) == (0, True)


def test_a_product_that_refuses_everything_does_not_pass(work):  # noqa: F811  # as above
    status, printed = gated(work, product(script=mute))
    assert (status, printed["passed"]) == (1, False)
    failed = {line["figure"] for line in printed["thresholds"] if not line["holds"]}
    assert {"right", "over-refused"} <= failed
    assert "refused rightly" not in failed


@pytest.mark.parametrize(("held", "said"), [
    ("[]", "chỉ nhận các khóa"),
    ('{"least": {}}', "chỉ nhận các khóa"),
    ("{", "Không đọc được"),
    ('{"at least": {"beauty": 1}}', "beauty"),
    ('{"none": ["figures"]}', "figures"),
])  # fmt: skip
def test_thresholds_that_nothing_measures_are_bad_use(work, held, said):  # noqa: F811  # as above
    path = work / "gate.json"
    path.write_text(held, "utf-8")
    with pytest.raises(BadUse, match=said):
        call("gate", "--out", work / "results", "--thresholds", path, product=product(script=mute))


def test_missing_thresholds_are_bad_use(tmp_path):
    with pytest.raises(BadUse, match="Không đọc được"):
        read_thresholds(tmp_path / "khong-co.json")
