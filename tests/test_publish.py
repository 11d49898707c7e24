import subprocess
import sys
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from fakes import FailingEmbedder, FakeEmbedder, new_register, paper

from ingest import generations
from ingest.errors import StorageFailure
from ingest.index import Index
from ingest.models import Visibility
from ingest.publish import Stage, publish
from ingest.register import Register

ROOT = Path(__file__).parents[1]
OLD, NEW = paper("cũ", "Giao Sở Y tế rà soát"), paper("mới", "Giao Sở Nội vụ rà soát")
LONG = paper("dài", *(f"Nhiệm vụ {at}: " + " ".join(f"việc{at}x{n}" for n in range(40)) for at in range(1, 101)))


@pytest.fixture
def register(tmp_path):
    opened = new_register(tmp_path / "register.db")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def found(folder, text="rà soát", viewer=None):
    index = Index.open(folder)
    return [id for id, _ in index.lexical(text, index.allowed(viewer), 200)]


def generations_of(folder):
    return sorted(path.name for path in (folder / "generations").iterdir())


def test_published_documents_are_found(folder, register):
    register.save(OLD)
    made = publish(folder, register, FakeEmbedder())
    assert (made.is_new, made.passages, made.embedded) == (True, 1, 1)
    assert found(folder) == ["cũ:0"]
    assert Index.open(folder).made.revision == register.revision()


def test_publishing_again_does_nothing(folder, register):
    register.save(OLD)
    first = publish(folder, register, FakeEmbedder())
    again = publish(folder, register, FailingEmbedder())
    assert (again.generation, again.is_new, again.embedded) == (first.generation, False, 0)


def test_only_new_texts_are_embedded(folder, register):
    register.save(OLD)
    embedder = FakeEmbedder()
    publish(folder, register, embedder)
    register.save(NEW)
    assert publish(folder, register, embedder).embedded == 1
    assert embedder.embedded == ["Giao Sở Y tế rà soát", "Giao Sở Nội vụ rà soát"]
    assert sorted(found(folder)) == ["cũ:0", "mới:0"]


def test_same_text_twice_is_embedded_once(folder, register):
    register.save(OLD)
    register.save(paper("trùng", "Giao Sở Y tế rà soát"))
    assert publish(folder, register, FakeEmbedder()).embedded == 1
    assert sorted(found(folder)) == ["cũ:0", "trùng:0"]


def test_removed_document_is_found_no_more_and_its_vector_is_forgotten(folder, register):
    register.save(OLD)
    register.save(NEW)
    publish(folder, register, FakeEmbedder())
    register.remove("cũ")
    publish(folder, register, FakeEmbedder())
    assert found(folder) == ["mới:0"]
    assert register.prune() == 0
    register.remove("mới")
    assert publish(folder, register, FakeEmbedder()).passages == 0
    assert found(folder) == []
    index = Index.open(folder)
    assert index.dense(FakeEmbedder().query("rà soát"), index.allowed(None), 3) == []


def test_change_of_visibility_is_published_without_embedding(folder, register):
    register.save(OLD)
    publish(folder, register, FakeEmbedder())
    register.save(paper("cũ", "Giao Sở Y tế rà soát", visibility=Visibility("chung", ("Sở Y tế",))))
    assert publish(folder, register, FakeEmbedder()).embedded == 0
    assert found(folder) == []
    assert found(folder, viewer="Sở Y tế") == ["cũ:0"]


def test_questions_are_read_only_in_words_that_everybody_may_read(folder, register):
    register.save(paper("mở", "Rà soát đập Mỏ Vẹt"))
    register.save(paper("kín", "Rà soát hang Quọm", visibility=Visibility("Sở Y tế", ("Sở Nội vụ",))))
    publish(folder, register, FakeEmbedder())
    assert Index.open(folder).unfold("ra soat mo vet, quom", plain=True) == ("rà soát mỏ vẹt quom",)


def test_other_model_embeds_everything_anew(folder, register):
    register.save(OLD)
    publish(folder, register, FakeEmbedder())
    assert publish(folder, register, FakeEmbedder("giả-2")).embedded == 1
    assert publish(folder, register, FakeEmbedder("giả-2", 32)).embedded == 1
    assert Index.open(folder, "giả-2").made.dimension == 32


def test_damaged_index_is_made_anew_from_the_register(folder, register):
    register.save(OLD)
    made = publish(folder, register, FakeEmbedder())
    (generations.place(folder, made.generation) / "vectors.faiss").write_bytes(b"")
    renewed = publish(folder, register, FailingEmbedder())
    assert renewed.is_new
    assert Index.open(folder).warning is None


def test_two_generations_are_kept(folder, register):
    for at in range(4):
        register.save(paper(f"d{at}", f"Giao việc {at}"))
        made = publish(folder, register, FakeEmbedder())
    assert len(generations_of(folder)) == 2
    assert generations_of(folder)[-1] == made.generation == Index.open(folder).name


def test_index_of_another_register_is_not_taken_for_this_one(folder, register, tmp_path):
    register.save(OLD)
    publish(folder, register, FakeEmbedder())
    other = Register.open(tmp_path / "other.db")
    other.save(NEW)
    assert publish(folder, other, FakeEmbedder()).is_new
    other.close()
    assert found(folder) == ["mới:0"]


def test_failing_model_leaves_the_old_index_and_is_resumed(folder, register):
    register.save(OLD)
    publish(folder, register, FakeEmbedder())
    register.save(LONG)
    with pytest.raises(StorageFailure, match=r"giả-1.*hết bộ nhớ"):
        publish(folder, register, FailingEmbedder(batches=2))
    assert found(folder) == ["cũ:0"]
    assert len(generations_of(folder)) == 1
    rest = FakeEmbedder()
    publish(folder, register, rest)
    assert 0 < len(rest.embedded) < 100
    assert len(found(folder, "nhiệm vụ")) == 100


class BadEmbedder(FakeEmbedder):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def passages(self, texts):
        return self.rows


@pytest.mark.parametrize("rows", [np.ones((1, 64)), np.full((1, 64), np.nan), np.zeros((1, 64)), np.ones((2, 3))])
def test_vectors_that_are_none_are_refused(folder, register, rows):
    register.save(OLD)
    with pytest.raises(StorageFailure, match="không hợp lệ"):
        publish(folder, register, BadEmbedder(rows))


def test_second_publisher_is_told_to_wait(folder, register):
    register.save(OLD)
    with generations.writer(folder), pytest.raises(StorageFailure, match="tiến trình khác"):
        publish(folder, register, FakeEmbedder())


def test_document_saved_while_embedding_is_published_too(folder, register):
    register.save(OLD)

    def save_more(progress):
        if progress.stage is Stage.EMBEDDED:
            register.save(NEW)

    publish(folder, register, FakeEmbedder(), save_more)
    assert sorted(found(folder)) == ["cũ:0", "mới:0"]


def test_reader_is_undisturbed_while_others_publish(folder, register):
    register.save(OLD)
    publish(folder, register, FakeEmbedder())
    held, seen, failures, rounds = Index.open(folder), [], [], 4
    before = held.lexical("rà soát", held.allowed(None), 9)

    def read_on():
        while at < rounds:
            try:
                seen.append(len(found(folder)))
            except Exception as error:
                failures.append(error)
                return

    at = 0
    reader = Thread(target=read_on)
    reader.start()
    for at in range(1, rounds + 1):  # the reader watches it
        register.save(paper(f"d{at}", f"rà soát {at}"))
        publish(folder, register, FakeEmbedder())
    reader.join()
    assert failures == []
    assert len(seen) > rounds
    assert seen == sorted(seen)
    assert held.lexical("rà soát", held.allowed(None), 9) == before
    assert held.is_current is False


INTERRUPTED = """
import os, sys; sys.path.insert(0, "tests")
from pathlib import Path
from fakes import FakeEmbedder
from ingest.publish import publish
from ingest.register import Register

def die(progress):
    if progress.stage == sys.argv[2]:
        os._exit(9)

base = Path(sys.argv[1])
publish(base / "index", Register.open(base / "register.db"), FakeEmbedder(), die)
"""


def run(script, *arguments):
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("stage", Stage)
def test_killed_at_any_step_leaves_the_old_or_the_new_index(folder, register, tmp_path, stage):
    register.save(OLD)
    publish(folder, register, FakeEmbedder())
    register.save(LONG)
    assert run(INTERRUPTED, tmp_path, stage).returncode == 9
    is_new = stage in (Stage.CURRENT, Stage.PRUNED)
    opened = Index.open(folder)
    assert opened.warning is None
    assert len(opened) == (101 if is_new else 1)
    resumed = FakeEmbedder()
    assert publish(folder, register, resumed).is_new is not is_new
    assert len(resumed.embedded) == (68 if stage is Stage.EMBEDDED else 0)
    assert len(Index.open(folder)) == 101
    assert not [name for name in generations_of(folder) if name.startswith("building")]


FULL_DISK = """
import resource, sys; sys.path.insert(0, "tests")
from pathlib import Path
from fakes import FakeEmbedder
from ingest.errors import StorageFailure
from ingest.publish import publish
from ingest.register import Register

base = Path(sys.argv[1])
register = Register.open(base / "register.db")
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    publish(base / "index", register, FakeEmbedder(dimension=8))
except StorageFailure as failure:
    sys.exit(str(failure))
"""


class StoppedError(Exception):
    pass


def stop(progress):
    if progress.stage is not Stage.EMBEDDED:
        raise StoppedError


# 101 vectors take 3,277 bytes: the disk is full at the first file, in it, after it, or already in the register.
@pytest.mark.parametrize(("limit", "is_embedded"), [(0, True), (2_000, True), (5_000, True), (5_000, False)])
def test_full_disk_is_said_and_the_old_index_answers(folder, register, tmp_path, limit, is_embedded):
    register.save(OLD)
    publish(folder, register, FakeEmbedder(dimension=8))
    register.save(LONG)
    if is_embedded:
        with pytest.raises(StoppedError):
            publish(folder, register, FakeEmbedder(dimension=8), stop)
    ended = run(FULL_DISK, tmp_path, limit)
    assert ended.stderr.startswith("Hết dung lượng đĩa"), ended.stderr
    assert found(folder) == ["cũ:0"]
    assert len(generations_of(folder)) == 1
    publish(folder, register, FakeEmbedder(dimension=8))
    assert len(found(folder, "nhiệm vụ")) == 100
