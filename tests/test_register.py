import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from fakes import new_register, paper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from ingest import schema
from ingest.errors import BadUse, StorageFailure, UnreadableFile
from ingest.models import (
    Annex,
    Block,
    BlockKind,
    Cell,
    Column,
    Deadline,
    DeadlineKind,
    DeadlineOp,
    Document,
    Fact,
    Grid,
    Identity,
    Media,
    Passage,
    Provenance,
    Record,
    Recurrence,
    Reference,
    Relation,
    Role,
    Source,
    Span,
    Task,
    TaskKind,
    Visibility,
    Zone,
)
from ingest.register import AgencyRole, Citing, Outcome, Register, TaskFilter

ROOT = Path(__file__).parents[1]
HERE, THERE = (Span(0, 8),), (Span(9, 17), Span(20, 25))
EVERYBODY = Visibility("chung")
ALL = "Ủy ban nhân dân các xã"


def task(number, lead=(), coordinating=(), **other):
    defaults = {
        "id": f"kh-12:{number}",
        "document_id": "kh-12",
        "kind": TaskKind.TASK,
        "section": ("I. Nhiệm vụ",),
        "number": number,
        "text": f"Xây dựng đề án số {number}",
        "lead": lead,
        "coordinating": coordinating,
        "implementing": (),
        "role": Role.LEAD,
        "deadline": None,
        "result": None,
        "value": None,
        "basis": None,
        "submit_to": (),
        "row": THERE,
        "evidence": (("text", HERE), ("lead", THERE)),
    }
    return Task(**(defaults | other))


def by(end, op=DeadlineOp.BY):
    return Deadline(f"đến {end:%d/%m/%Y}", DeadlineKind.DATE, op, None, end)


TASKS = (
    task("1", ("Sở Nội vụ",), ("Sở Tài chính", "Công an tỉnh"), deadline=by(date(2026, 3, 31)), group="I"),
    task("2", ("Sở Tài chính",), ("Sở Nội vụ",), deadline=by(date(2026, 4, 1), DeadlineOp.BEFORE), basis="Nghị quyết"),
    task("3", (), (), implementing=(ALL,), role=Role.IMPLEMENT, submit_to=("Sở Nội vụ",), annex="Phụ lục II"),
    task(
        "3",
        ("Sở Y tế",),
        id="kh-12:chi-tieu",
        kind=TaskKind.TARGET,
        value="95%",
        result="Báo cáo",
        deadline=Deadline("hằng tháng", DeadlineKind.RECURRING, recurrence=Recurrence("monthly", 25)),
    ),
)


def whole_record(visibility=EVERYBODY):
    """One record that uses every field."""
    cell = Cell(Column.LEAD, "Cơ quan chủ trì", "Sở Nội vụ", THERE)
    row = Block(BlockKind.ROW, Zone.ANNEX, "Đề án", HERE, ("I",), (HERE,), "1.", (cell,), ("1", "2"))
    plain = Block(BlockKind.PARAGRAPH, Zone.BODY, "Thực hiện Nghị quyết", THERE)
    note = Block(BlockKind.FOOTNOTE, Zone.BODY, "Văn bản số 5", HERE)
    identity = Identity(
        kind=Fact("Kế hoạch", HERE),
        number=Fact("12/KH-UBND", (), Provenance.CORPUS, "tb-7"),
        authority=(Fact("KT. CHỦ TỊCH", HERE), Fact("PHÓ CHỦ TỊCH", THERE, Provenance.MANUAL)),
        blanks=(Fact("day", HERE),),
    )
    grid = Grid(Span(0, 25), ((HERE, THERE), (HERE, ())))
    source = Source("kế hoạch.docx", "a" * 64, Media.DOCX, "KẾ HOẠCH\nnăm 2026 \t số 12", (0, 9), (grid,))
    reference = Reference(
        "5/NQ-HĐND", "số 5/NQ-HĐND", "Nghị quyết", date(2025, 12, 9), None, "về", HERE, Relation.BASED_ON
    )
    annex = Annex("Phụ lục II", "Danh mục", HERE, 2)
    document = Document("kh-12", source, (plain, row), identity, (annex,), (("1", note),), (reference,))
    passage = Passage("kh-12:p1", "kh-12", "Kế hoạch", "Đề án", HERE, ("I",), 2, (HERE, THERE), "kh-12:1")
    return Record(document, TASKS, (passage,), visibility)


@pytest.fixture
def register(tmp_path):
    opened = new_register(tmp_path / "register.db")
    yield opened
    opened.close()


def numbers(register, **wanted):
    return [task.id.partition(":")[2] for task in register.tasks(None, TaskFilter(**wanted))]


def test_everything_saved_is_read_back_equal(register):
    record = whole_record()
    assert register.save(record, "2026/kế hoạch.docx") is Outcome.ADDED
    assert register.document("kh-12", None) == record.document
    assert register.tasks(None) == record.tasks
    assert register.passages(["kh-12:p1"], None) == record.passages
    assert register.blocks("kh-12", None) == record.document.blocks
    assert register.references(None) == (Citing("kh-12", record.document.references[0]),)


def test_list_of_documents_says_what_each_holds(register):
    register.save(whole_record(), "2026/kế hoạch.docx")
    (stored,) = register.documents(None)
    assert (stored.id, stored.file, stored.path) == ("kh-12", "kế hoạch.docx", "2026/kế hoạch.docx")
    assert (stored.tasks, stored.passages, stored.pages) == (4, 1, 2)
    assert stored.identity == whole_record().document.identity
    assert stored.annexes == whole_record().document.annexes
    assert stored.visibility == Visibility("chung")
    assert stored.ingested_at.year >= 2026


def test_same_file_twice_changes_nothing(register):
    register.save(whole_record())
    before = register.revision()
    assert register.save(whole_record()) is Outcome.UNCHANGED
    assert register.save(whole_record(), "bản sao/kế hoạch.docx") is Outcome.UNCHANGED
    assert register.revision() == before
    assert len(register.documents(None)) == 1


def test_changed_file_at_the_same_path_replaces_the_former(register):
    register.save(paper("cũ", "Giao Sở Y tế", name="giao việc.txt"))
    assert register.save(paper("mới", "Giao Sở Nội vụ", name="giao việc.txt")) is Outcome.REPLACED
    assert [stored.id for stored in register.documents(None)] == ["mới"]
    assert register.passages(["cũ:0", "mới:0"], None)[0].text == "Giao Sở Nội vụ"


def test_same_path_of_another_unit_is_another_document(register):
    register.save(paper("a", "Giao Sở Y tế", name="giao việc.txt"))
    other = paper("b", "Giao Sở Nội vụ", name="giao việc.txt", visibility=Visibility("Sở Nội vụ", ()))
    assert register.save(other) is Outcome.ADDED


def test_same_file_read_better_replaces_what_was_read(register):
    record = whole_record()
    register.save(record)
    assert register.save(replace(record, tasks=record.tasks[:1])) is Outcome.REPLACED
    assert len(register.tasks(None)) == 1


def test_file_overwritten_with_a_known_one_leaves_only_that(register):
    register.save(paper("a", "Giao Sở Y tế"), "a.txt")
    register.save(paper("b", "Giao Sở Nội vụ"), "b.txt")
    assert register.save(paper("a", "Giao Sở Y tế"), "b.txt") is Outcome.REPLACED
    assert [stored.id for stored in register.documents(None)] == ["a"]


def test_change_of_visibility_alone_is_seen_at_once(register):
    register.save(whole_record())
    assert register.save(whole_record(Visibility("chung", ("Sở Y tế",)))) is Outcome.VISIBILITY_CHANGED
    assert register.document("kh-12", "Sở Nội vụ") is None
    assert register.document("kh-12", "Sở Y tế") is not None
    assert register.save(whole_record(Visibility("chung", ("Sở Y tế", "Sở Y tế")))) is Outcome.UNCHANGED


def test_removed_document_leaves_no_row_behind(register):
    register.save(whole_record(Visibility("chung", ("Sở Y tế",))))
    assert register.remove("kh-12")
    assert not register.remove("kh-12")
    with register.reading() as view:
        left = {
            table.name: view.scalar(select(func.count()).select_from(table)) for table in schema.metadata.sorted_tables
        }
    assert {name for name, count in left.items() if count} == {"meta"}


def test_failed_save_leaves_the_former_version(register):
    register.save(paper("a", "Giao Sở Y tế"), "a.txt")
    broken = replace(paper("b", "Giao Sở Nội vụ"), tasks=(TASKS[0], TASKS[0]))
    with pytest.raises(StorageFailure):
        register.save(broken, "a.txt")
    assert [stored.id for stored in register.documents(None)] == ["a"]


def test_document_of_another_unit_is_not_taken_over(register):
    register.save(whole_record(Visibility("Sở Y tế", ())))
    with pytest.raises(StorageFailure, match="đã dùng"):
        register.save(whole_record(Visibility("Sở Nội vụ")))
    assert register.document("kh-12", "Sở Nội vụ") is None


def test_half_a_character_is_refused_in_a_sentence(register):
    with pytest.raises(UnreadableFile, match="ký tự không hợp lệ"):
        register.save(paper("a", "Giao \ud800 Sở"))
    assert register.documents(None) == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["1", "2", "3", "chi-tieu"]),
        ({"agencies": ("Sở Nội vụ",)}, ["1", "2", "3"]),
        ({"agencies": ("Sở Nội vụ",), "roles": (AgencyRole.LEAD,)}, ["1"]),
        ({"agencies": ("Sở Nội vụ",), "roles": (AgencyRole.COORDINATING, AgencyRole.SUBMIT_TO)}, ["2", "3"]),
        ({"agencies": ("Công an tỉnh", "Sở Y tế")}, ["1", "chi-tieu"]),
        ({"roles": (AgencyRole.IMPLEMENTING,)}, ["3"]),
        ({"duties": (Role.IMPLEMENT,)}, ["3"]),
        ({"due_to": date(2026, 3, 31)}, ["1", "2"]),
        ({"due_from": date(2026, 4, 1)}, []),
        ({"numbers": ("3",)}, ["3", "chi-tieu"]),
        ({"numbers": ("3",), "kinds": (TaskKind.TARGET,)}, ["chi-tieu"]),
        ({"annex": "Phụ lục II"}, ["3"]),
        ({"groups": ("I",)}, ["1"]),
        ({"ids": ("kh-12:2",)}, ["2"]),
        ({"document_ids": ("kh-13",)}, []),
        ({"agencies": ("' OR 1=1 --",)}, []),
    ],
)
def test_tasks_are_found_by(register, wanted, found):
    register.save(whole_record())
    assert numbers(register, **wanted) == found


def test_forbidden_reads_like_absent(register):
    register.save(whole_record(Visibility("Sở Y tế", ("Sở Nội vụ",))))
    for viewer in (None, "Sở Tài chính", "", "*", "' OR '1'='1"):
        assert register.document("kh-12", viewer) == register.document("không có", viewer) is None
        assert register.blocks("kh-12", viewer) == register.blocks("không có", viewer) == ()
        assert register.passages(["kh-12:p1"], viewer) == register.passages(["không có"], viewer) == ()
        assert register.tasks(viewer) == register.references(viewer) == register.documents(viewer) == ()
    for viewer in ("Sở Y tế", "Sở Nội vụ"):
        assert register.document("kh-12", viewer) is not None
        assert len(register.tasks(viewer)) == 4


UNITS = ("Sở Y tế", "Sở Nội vụ", "Sở Tài chính")
VISIBILITIES = st.builds(Visibility, st.sampled_from(UNITS), st.none() | st.lists(st.sampled_from(UNITS)).map(tuple))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VISIBILITIES, max_size=5), st.none() | st.sampled_from(UNITS))
def test_no_viewer_reads_a_foreign_document(register, visibilities, viewer):
    for stored in [stored for unit in UNITS for stored in register.documents(unit)]:
        register.remove(stored.id)
    for at, visibility in enumerate(visibilities):
        register.save(paper(f"d{at}", f"Giao việc {at}", visibility=visibility))
    may_read = {f"d{at}" for at, visibility in enumerate(visibilities) if visibility.admits(viewer)}
    assert {stored.id for stored in register.documents(viewer)} == register.document_ids(viewer) == may_read
    asked = [f"d{at}:0" for at in reversed(range(5))]
    assert [passage.id for passage in register.passages(asked, viewer)] == [id for id in asked if id[:2] in may_read]


def test_token_names_its_unit_and_is_not_stored(register, tmp_path):
    token = register.add_unit("Sở Y tế")
    assert register.unit_of(token) == "Sở Y tế"
    assert register.unit_of("đoán") is None
    assert register.unit_of("\udcff") is None
    assert token.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    renewed = register.add_unit("Sở Y tế")
    assert register.unit_of(token) is None
    assert register.unit_of(renewed) == "Sở Y tế"
    assert register.units() == ("Sở Y tế",)
    assert register.remove_unit("Sở Y tế")
    assert register.unit_of(renewed) is None


def test_unit_without_a_name_is_refused(register):
    with pytest.raises(BadUse):
        register.add_unit("  ")


def test_migrations_make_the_tables_of_the_schema(register):
    config = Config()
    config.set_main_option("script_location", "ingest:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]
    with register.reading() as view:
        assert compare_metadata(MigrationContext.configure(view), schema.metadata) == []


def test_database_is_opened_as_promised(register):
    names = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
    with register.reading() as view:
        assert [view.execute(text(f"PRAGMA {name}")).scalar() for name in names] == ["wal", 1, 2, 15000]


def test_opening_again_does_not_import_alembic(tmp_path):
    Register.open(tmp_path / "register.db").close()
    opening = "import sys; from ingest.register import Register; Register.open(sys.argv[1])"
    command = [sys.executable, "-c", f"{opening}; sys.exit('alembic' in sys.modules)", tmp_path / "register.db"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def test_register_of_a_newer_version_is_refused(register, tmp_path):
    with register.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageFailure, match="mới hơn"):
        Register.open(tmp_path / "register.db")


@pytest.mark.parametrize("place", ["ảnh.db", "lạ://máy/kho"])
def test_what_is_no_register_is_said_in_a_sentence(tmp_path, place):
    (tmp_path / "ảnh.db").write_bytes(b"\x89PNG" * 500)
    with pytest.raises(StorageFailure, match="sổ đăng ký"):
        Register.open(place if "://" in place else tmp_path / place)


def test_damaged_row_is_said_in_a_sentence(register):
    register.save(whole_record())
    with register.writing() as connection:
        connection.execute(text("UPDATE blocks SET spans = '[0,'"))
    with pytest.raises(StorageFailure, match="bị hỏng"):
        register.blocks("kh-12", None)


def test_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path):
    (tmp_path / "tệp").write_text("")
    with pytest.raises(StorageFailure, match="Không mở được"):
        Register.open(tmp_path / "tệp" / "register.db")


def test_path_and_url_open_the_same_register(register, tmp_path):
    register.save(whole_record())
    other = Register.open(f"sqlite:///{tmp_path}/register.db")
    assert other.revision() == register.revision()
    other.close()


SAVER = """
import sys; sys.path.insert(0, "tests")
from fakes import new_register, paper
from ingest.register import Register
register = Register.open(sys.argv[1])
for at in range(1000):
    register.save(paper(f"{sys.argv[2]}{at}", "Giao Sở Y tế", "Giao Sở Nội vụ"))
    sys.stdout.write(f"{at}\\n"); sys.stdout.flush()
"""


def test_saved_documents_survive_a_kill_and_two_writers_do_not_collide(tmp_path):
    command = [sys.executable, "-c", SAVER, tmp_path / "register.db"]
    savers = [subprocess.Popen([*command, who], cwd=ROOT, stdout=subprocess.PIPE, text=True) for who in "ab"]
    said = []
    for saver in savers:
        said += [int(saver.stdout.readline()) for _ in range(15)][-1:]
        saver.kill()
        said[-1:] = [int(line) for line in saver.communicate()[0].split()][-1:] or said[-1:]
    register = Register.open(tmp_path / "register.db")
    held = {stored.id: stored.passages for stored in register.documents(None)}
    assert set(held.values()) == {2}
    assert {f"{who}{at}" for who, last in zip("ab", said, strict=True) for at in range(last + 1)} <= set(held)
    with register.reading() as view:
        assert view.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    register.close()


def test_many_who_open_a_new_register_at_once_all_get_it(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(Register.open, [tmp_path / "register.db"] * 8))
    assert [list(register.documents(None)) for register in opened] == [[]] * 8
    for register in opened:
        register.close()
