"""What an ingest remembers of each file: states, attempts, what need not be read again, originals."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from eval.marked_scans import can_draw, scan
from ingest import files, kept_pages, originals
from ingest.build import REGISTER, Kitchen, files_in, finish, ingest_files
from ingest.files import State
from ingest.formats.archive import Member
from ingest.formats.extract import Extract
from ingest.formats.recognition import can_recognise
from ingest.kept_pages import KeptPages
from ingest.models import Visibility
from ingest.reading_version import reading_version
from ingest.register import Outcome, Register
from ingest.reports import Step
from ingest.taking import Reader, take

LETTER = "THÔNG BÁO\nVề việc thử\n\n1. Sở Y tế:\n- Rà soát danh mục thuốc trước ngày 01/02/2026.\n"
OTHER = LETTER.replace("Y tế", "Nội vụ").replace("thử", "tổ chức hội nghị")


@dataclass(frozen=True, slots=True)
class Stop:
    waits: bool
    sentence: str = "Tệp không được nạp; hãy giao lại cho văn thư."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "văn bản"
    made.mkdir()
    (made / "a.txt").write_text(LETTER, encoding="utf-8")
    (made / "b.txt").write_text(OTHER, encoding="utf-8")
    return made


class Desk:
    """A data folder, ingested into as often as a test likes."""

    def __init__(self, data, agencies):
        data.mkdir()
        self.data, self.agencies = data, agencies
        self.register = Register.open(data / REGISTER)

    def take(self, *paths, gate=lambda _source: None, workers=1, publish=True, every=300.0):
        kitchen = Kitchen(self.data, self.register, self.agencies, FakeEmbedder(), workers, gate, every)
        reports = ingest_files(files_in(paths) if paths else [], kitchen, Visibility("chung"), lambda _: None)
        if publish:
            finish(kitchen, lambda _: None)
        return {report.path.name: report for report in reports}

    def given(self):
        with self.register.reading() as view:
            return {Path(one.path).name: one for one in files.every(view).values()}

    def states(self):
        return {name: one.state for name, one in self.given().items()}

    def originals(self):
        return sorted(path.name for path in (self.data / "originals").glob("??/*"))


@pytest.fixture
def desk(tmp_path, agencies):
    made = Desk(tmp_path / "kho", agencies)
    yield made
    made.register.close()


def test_a_file_in_the_register_waits_for_the_index_and_is_then_published(desk, folder):
    desk.take(folder, publish=False)
    assert desk.states() == {"a.txt": State.EMBEDDING, "b.txt": State.EMBEDDING}
    desk.take(folder)
    assert desk.states() == {"a.txt": State.PUBLISHED, "b.txt": State.PUBLISHED}
    assert desk.given()["a.txt"].tasks == 1


def test_a_long_run_publishes_what_it_has_before_it_ends(desk, folder):
    desk.take(folder, publish=False, every=0.0)
    assert desk.states() == {"a.txt": State.PUBLISHED, "b.txt": State.PUBLISHED}


def test_a_refused_file_keeps_its_reason_and_is_not_read_again(desk, folder):
    (folder / "c.png").write_bytes(b"\x7fELF" + bytes(80))
    first, again = desk.take(folder)["c.png"], desk.take(folder)["c.png"]
    assert (first.step, again.step, first.problem) == (Step.REFUSED, Step.REFUSED, again.problem)
    given = desk.given()["c.png"]
    assert (given.state, given.reason, given.attempts) == (State.REFUSED, first.problem, 1)


def test_only_what_changed_is_read_again(desk, folder):
    read = []
    desk.take(folder, gate=lambda source: read.append(source.name))
    (folder / "b.txt").write_text(OTHER + "- Báo cáo UBND tỉnh trước ngày 05/02/2026.\n", encoding="utf-8")
    reports = desk.take(folder, gate=lambda source: read.append(source.name))
    assert read == ["a.txt", "b.txt", "b.txt"]
    assert (reports["a.txt"].outcome, reports["b.txt"].outcome) == (Outcome.UNCHANGED, Outcome.REPLACED)


def test_a_file_touched_without_a_change_is_not_read_again(desk, folder):
    desk.take(folder)
    (folder / "a.txt").touch()
    read = []
    assert desk.take(folder, gate=lambda source: read.append(source.name))["a.txt"].outcome is Outcome.UNCHANGED
    assert read == []


def test_a_renamed_file_is_not_read_again_and_its_document_follows(desk, folder):
    desk.take(folder)
    (folder / "a.txt").rename(folder / "thông báo.txt")
    read = []
    desk.take(folder, gate=lambda source: read.append(source.name))
    assert read == []
    assert [document.file for document in desk.register.documents(None)] == ["b.txt", "thông báo.txt"]
    assert set(desk.states()) == {"b.txt", "thông báo.txt"}


@pytest.mark.parametrize("workers", [1, 4])
def test_twins_are_one_document_at_the_first_path_whoever_is_read_first(desk, folder, workers):
    (folder / "0.txt").write_text(LETTER, encoding="utf-8")
    desk.take(folder, workers=workers)
    assert [document.file for document in desk.register.documents(None)] == ["0.txt", "b.txt"]
    assert desk.states() == dict.fromkeys(("0.txt", "a.txt", "b.txt"), State.PUBLISHED)


def test_what_a_killed_run_was_reading_is_read_by_the_next_even_without_naming_it(desk, folder):
    desk.take(folder, publish=False)
    with desk.register.writing() as connection:
        for one in files.every(connection).values():
            files.put(connection, [replace(one, state=State.READING, document_id=None)])
    desk.take()
    assert desk.states() == {"a.txt": State.PUBLISHED, "b.txt": State.PUBLISHED}


def test_the_original_is_kept_by_its_hash_once_and_found_only_while_whole(desk, folder):
    desk.take(folder)
    assert len(desk.originals()) == 2
    [document] = [desk.register.document(d.id, None) for d in desk.register.documents(None) if d.file == "a.txt"]
    kept = originals.original(desk.data / "originals", document)
    assert kept.name == f"{document.source.sha256}.txt"
    assert kept.read_bytes() == (folder / "a.txt").read_bytes()
    kept.write_bytes(b"x")
    assert originals.original(desk.data / "originals", document) is None


def test_originals_that_no_document_needs_are_swept(desk, folder):
    desk.take(folder)
    (desk.data / "originals" / "ab").mkdir(exist_ok=True)
    (desk.data / "originals" / "ab" / f"{'ab' * 32}.pdf.7.part").write_bytes(b"%PDF")
    (folder / "a.txt").write_text(LETTER + "- Báo cáo.\n", encoding="utf-8")
    desk.take(folder)
    held = {document.sha256 for document in desk.register.documents(None)}
    assert {name.partition(".")[0] for name in desk.originals()} == held


def test_of_a_file_that_the_gate_stops_only_hash_time_and_person_are_kept(desk, folder):
    desk.take(folder, gate=lambda source: Stop(False) if source.name == "a.txt" else None)
    [marked] = [one for one in desk.given().values() if one.state is State.REFUSED]
    assert (marked.path, marked.stamp, marked.pages) == (f"sha256:{marked.sha256}", None, None)
    assert marked.given_by
    assert marked.changed_at
    assert [document.file for document in desk.register.documents(None)] == ["b.txt"]
    assert len(desk.originals()) == 1
    everything = b"".join(path.read_bytes() for path in desk.data.rglob("*") if path.is_file())
    assert "Sở Y tế".encode() not in everything
    assert "Sở Nội vụ".encode() in everything


def test_a_file_that_cannot_be_judged_yet_waits_in_quarantine(desk, folder):
    desk.take(folder, gate=lambda source: Stop(True) if source.name == "a.txt" else None)
    assert State.QUARANTINED in desk.states().values()
    assert len(desk.originals()) == 1


def test_a_failure_of_the_machine_is_tried_three_times_and_a_refusal_once(desk, folder):
    seen = []

    def busy(source):
        seen.append(source.name)
        raise MemoryError

    report = desk.take(folder / "a.txt", gate=busy)["a.txt"]
    assert seen == ["a.txt"] * 3
    assert report.step is Step.REFUSED
    given = desk.given()["a.txt"]
    assert (given.state, given.attempts, given.reason) == (State.FAILED, 3, report.problem)
    desk.take(folder / "a.txt")
    assert desk.states() == {"a.txt": State.PUBLISHED}


def test_the_register_is_the_same_whatever_the_number_of_workers(tmp_path, agencies, folder):
    for number in range(9):
        (folder / f"{number}.txt").write_text(LETTER + f"- Báo cáo lần {number}.\n" * number, encoding="utf-8")
    held = []
    for workers in (1, 5):
        desk = Desk(tmp_path / f"kho-{workers}", agencies)
        desk.take(folder, workers=workers)
        held.append([(d.id, d.file, d.path, d.tasks, d.passages) for d in desk.register.documents(None)])
        held[-1].append(desk.originals())
        desk.register.close()
    assert held[0] == held[1]


def test_a_file_whose_twin_took_another_content_is_not_lost(desk, folder):
    (folder / "z.txt").write_text(LETTER, encoding="utf-8")
    desk.take(folder)
    (folder / "a.txt").write_text(OTHER + "- Báo cáo.\n", encoding="utf-8")
    desk.take(folder)
    assert [document.file for document in desk.register.documents(None)] == ["a.txt", "b.txt", "z.txt"]


def test_not_even_the_name_of_a_stopped_file_is_left_in_the_database_or_its_journal(desk, folder):
    (folder / "a.txt").rename(folder / "phương án tác chiến.txt")
    desk.take(folder / "phương án tác chiến.txt", gate=lambda _source: Stop(False), publish=False)
    kept = b"".join(path.read_bytes() for path in desk.data.rglob("*") if path.is_file())
    assert "tác chiến".encode() not in kept


recognises = pytest.mark.skipif(
    not (can_recognise() and can_draw()), reason="needs the Vietnamese data of Tesseract and the DejaVu fonts"
)


@recognises
def test_a_machine_that_learns_to_recognise_reads_its_files_again(agencies, monkeypatch, tmp_path):
    before = reading_version(agencies)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert reading_version(agencies) != before


class Scan:
    """A scanned letter, taken into a data folder; what was told, and which pages were kept when the gate judged it."""

    def __init__(self, data, agencies, marked=False):
        self.data, self.agencies, self.marked = data, agencies, marked
        self.member = Member("quet.png", scan(LETTER))
        self.told, self.kept = [], []

    def gate(self, source):
        if source.name:
            self.kept = [path.name for path in (self.data / kept_pages.FOLDER).rglob("*.json")]
        return Stop(False) if self.marked else None

    def take(self):
        reader = Reader(self.data, self.agencies, "v1", self.gate)
        return take(self.member, Visibility("chung"), reader, lambda *told: self.told.append(told))


@recognises
def test_a_page_is_told_before_it_is_recognised_and_kept_for_a_process_that_may_come_after(tmp_path, agencies):
    office = Scan(tmp_path, agencies)
    assert office.take().state is State.EMBEDDING
    assert office.told == [(State.RECOGNISING, 1, 1), (State.EXTRACTING,)]
    assert office.kept == ["1.json"]


@recognises
def test_a_page_that_the_gate_would_stop_is_not_kept(tmp_path, agencies):
    office = Scan(tmp_path, agencies, marked=True)
    assert office.take().is_marked
    assert office.kept == []


@recognises
def test_a_page_that_was_recognised_before_the_kill_is_not_recognised_again(tmp_path, agencies):
    office = Scan(tmp_path, agencies)
    sha256 = office.take().sha256
    KeptPages(tmp_path / kept_pages.FOLDER, sha256, "v1").put(
        1, Extract("Sở Y tế báo cáo.", (0,), page_sizes=((9, 9),))
    )
    assert office.take().record.document.source.text == "Sở Y tế báo cáo."


def test_half_a_page_or_a_page_of_another_reader_is_none(tmp_path):
    kept = KeptPages(tmp_path, "ab", "v1")
    kept.put(1, Extract("Trang một", (0,)))
    assert kept.get(1).text == "Trang một"
    assert KeptPages(tmp_path, "ab", "v2").get(1) is None
    (tmp_path / "ab-v1" / "2.json").write_text('{"text": "Tra', "utf-8")
    assert kept.get(2) is None
    kept_pages.drop(tmp_path, "ab")
    assert kept.get(1) is None


def test_a_page_that_cannot_be_kept_spoils_nothing(tmp_path):
    (tmp_path / "pages").write_text("a file where the folder should be", "utf-8")
    kept = KeptPages(tmp_path / "pages", "ab", "v1")
    kept.put(1, Extract("Trang một", (0,)))
    assert kept.get(1) is None


@recognises
def test_nothing_of_the_pages_is_left_when_the_ingest_is_done(desk, tmp_path):
    (tmp_path / "quet.png").write_bytes(scan(LETTER))
    assert desk.take(tmp_path / "quet.png")["quet.png"].problem is None
    assert desk.given()["quet.png"].page is None
    assert not (desk.data / kept_pages.FOLDER).exists()
