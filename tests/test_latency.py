"""Latency of a served app: a real one once, and servers that break off or refuse."""

import json
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from fakes_eval import AS_OF, gold_lines

from assistant.models import Question
from eval.latency import STAGES, level, spread, stage_seconds
from eval.options import LatencyOptions
from eval.served import Timed, ask, serving
from ingest.errors import BadUse, StorageFailure

STREAM = b"event: status\ndata: {}\n\nevent: token\ndata: {}\n\nevent: token\ndata: {}\n\nevent: done\ndata: {}\n\n"


@contextmanager
def replying(status, body):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # the name that http.server calls
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_first_event_first_token_and_end_are_timed_apart():
    with replying(200, STREAM) as url:
        timed = ask(url, "Hạn nào?", AS_OF)
    assert timed.first_event <= timed.first_token <= timed.done
    assert not timed.failed


@pytest.mark.parametrize(("status", "body"), [(503, b""), (200, STREAM[:40]), (200, b"")])
def test_a_server_that_refuses_or_breaks_off_gives_a_failed_answer(status, body):
    with replying(status, body) as url:
        timed = ask(url, "Hạn nào?", AS_OF)
    assert (timed.failed, timed.status) == (True, status)


def test_a_server_that_is_not_there_gives_a_failed_answer():
    assert ask("http://127.0.0.1:9", "?", AS_OF).status == 0
    with pytest.raises(BadUse, match="http://"):
        ask("máy-chủ", "?", AS_OF)


def test_each_level_answers_every_request():
    asked = []

    def slow(text):
        asked.append(text)
        return Timed(text, 200, 0.1, 0.2, None if text == "hỏng" else 0.3)

    class One:
        def __init__(self, text):
            self.text = text

    found = level(4, [One("tốt"), One("hỏng")], slow, 10)
    assert (len(asked), found.failed, found.whole.count) == (10, 5, 5)
    assert (found.first_token.p50, found.whole.p95) == (200, 300)
    assert spread(iter([None])).count == 0


def test_every_stage_of_an_answer_is_timed(tools):
    seconds = stage_seconds(Question("Nhiệm vụ 17 do cơ quan nào chủ trì?", AS_OF), tools)
    assert tuple(seconds) == STAGES
    assert all(one >= 0 for one in seconds.values())


@pytest.mark.parametrize("callers", ["", "0", "1,x", "1,,2"])
def test_callers_that_are_no_numbers_are_bad_use(tmp_path, callers):
    with pytest.raises(BadUse, match="số người hỏi"):
        LatencyOptions(tmp_path, callers=callers).levels  # noqa: B018  # reading it is what fails


def test_a_program_that_stops_at_once_is_told_with_its_last_words(tmp_path):
    program = (sys.executable, "-c", "import sys; sys.exit('không có dữ liệu')")
    with pytest.raises(StorageFailure, match="không có dữ liệu"), serving(tmp_path, program):
        pass


def test_a_served_app_is_measured(shell, shell_data, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(gold_lines(), "utf-8")
    fixed = ("--data", shell_data, "--out", tmp_path / "results", "--as-of", "2026-05-05", "--json")
    ran = shell("eval", "latency", gold, *fixed, "--callers", "1,2", "--requests", "2")
    assert (ran.status, ran.err) == (0, "")
    printed = json.loads(ran.out)
    assert [(one["callers"], one["failed"]) for one in printed["levels"]] == [(1, 0), (2, 0)]
    assert list(printed["stages"]) == list(STAGES)
    assert printed["intents"]["deadline"]["whole"]["count"] == 1
