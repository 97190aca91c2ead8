"""Installing a model: from what Mozilla publishes, as a server on this computer does, or from a folder."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.program import program
from reader.errors import EngineError, InputError
from reader.translation.offline import catalogue, fetch, install
from reader.translation.offline.engine import Fxtranslate, OfflineEngine
from reader.translation.offline.models import available_models, parse_pair, recognise

from . import random_models
from .conftest import need


def zstd(data: bytes) -> bytes:
    """A frame of Zstandard (RFC 8878) that packs nothing: raw blocks only."""
    blocks = [data[at : at + 100_000] for at in range(0, len(data), 100_000)]
    heads = [
        struct.pack("<I", len(block) << 3 | (number == len(blocks) - 1))[:3] for number, block in enumerate(blocks)
    ]
    frame = struct.pack("<IBI", 0xFD2FB528, 0xA0, len(data))
    return frame + b"".join(head + block for head, block in zip(heads, blocks, strict=True))


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def record(kind: str, data: bytes, **more: object) -> dict[str, object]:
    packed = zstd(data)
    name = {"model": "model.nlen.intgemm.alphas.bin", "vocab": "vocab.nlen.spm"}[kind]
    return {
        "name": name,
        "fileType": kind,
        "sourceLanguage": "nl",
        "targetLanguage": "en",
        "version": "3.0",
        "architecture": "base-memory",
        "filter_expression": "",
        "decompressedHash": sha(data),
        "attachment": {"location": f"main/{kind}.zst", "hash": sha(packed), "size": len(packed)},
        **more,
    }


class Mozilla(ThreadingHTTPServer):
    """Publishes a model; the next answer about a file is cut after ``cut`` bytes, if it says so."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.contents = {"model": random_models.marian(), "vocab": random_models.vocabulary()}
        self.records: object = {"data": [record(kind, data) for kind, data in self.contents.items()]}
        self.asked: list[tuple[str, str | None]] = []
        self.cut: int | None = None
        self.ranges = True
        self.status = 206
        self.redirects = False
        self.go_on = threading.Event()
        self.go_on.set()
        self.waits = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    server: Mozilla

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        mozilla, wish = self.server, self.headers["Range"]
        mozilla.asked.append((self.path, wish))
        if mozilla.redirects:
            return self._send(302, b"", {"Location": "http://wifi.hotel.example/"})
        if self.path == "/records":
            return self._send(200, json.dumps(mozilla.records).encode())
        body = zstd(mozilla.contents[self.path.removeprefix("/main/").removesuffix(".zst")])
        if wish and mozilla.ranges:
            return self._send(mozilla.status, body[int(wish.removeprefix("bytes=").rstrip("-")) :])
        return self._send(200, body)

    def _send(self, status: int, body: bytes, headers: Mapping[str, str] = {}) -> None:
        cut = None
        if self.path != "/records":
            cut, self.server.cut = self.server.cut, None
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path != "/records" and not self.server.go_on.is_set():
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.server.waits.set()
            self.server.go_on.wait(30)
            body = body[len(body) // 2 :]
        with suppress(OSError):
            self.wfile.write(body[:cut])


@pytest.fixture
def mozilla(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mozilla]:
    """A server on this computer in place of Mozilla's; with it the network is allowed."""
    need("fxtranslate")
    monkeypatch.delenv("LIBYA_READER_NO_NETWORK")
    with Mozilla() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def get(mozilla, root, random_too):
    """Install the model from the server."""

    def from_server():
        return list(install.from_mozilla(root, ("nl", "en"), f"{mozilla.address}records", mozilla.address))

    return from_server


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


class TestFromMozilla:
    def test_is_fetched_verified_tried_and_put_in_its_place(self, get, root, mozilla):
        steps = get()

        (model,) = available_models(root)
        assert steps[-1].item is not None and steps[-1].item.model == model
        assert (model.pair, model.engine, model.origin) == ("nl-en", "fxtranslate", "Mozilla")
        assert model.version == f"3.0 base-memory {sha(mozilla.contents['model'])[:8]}"
        assert names(root / "fxtranslate") == {"nl-en"}
        assert names(model.folder) == {"model.json", "model.nlen.intgemm.alphas.bin", "vocab.nlen.spm"}

    def test_progress_counts_all_bytes_and_never_goes_back(self, get):
        done = [step.done for step in get()]

        assert done == sorted(done)
        assert done[-1] == get()[-1].total

    def test_is_taken_up_where_the_connection_was_cut(self, get, mozilla):
        mozilla.cut = 70_000
        with pytest.raises(EngineError, match=r"run the same command again"):
            get()
        mozilla.asked.clear()

        get()

        assert [path for path, _ in mozilla.asked] == ["/records", "/main/model.zst", "/main/vocab.zst"]
        assert mozilla.asked[1][1] == "bytes=65536-"  # what had come in whole pieces

    def test_is_begun_anew_where_the_server_cannot_go_on(self, get, mozilla, root):
        mozilla.cut, mozilla.ranges = 70_000, False
        with pytest.raises(EngineError):
            get()

        get()

        assert available_models(root)

    def test_is_thrown_away_where_it_is_not_what_was_listed(self, get, mozilla, root):
        good = mozilla.contents["model"]
        mozilla.contents["model"] = good[:-1] + b"x"
        with pytest.raises(
            EngineError, match=r"is not model\.nlen\.intgemm\.alphas\.bin\.[0-9a-f]{8}\.zst as it is listed"
        ):
            get()

        assert available_models(root) == []
        mozilla.contents["model"] = good
        assert get()[-1].item is not None

    def test_is_not_installed_where_what_is_in_it_is_something_else(self, get, mozilla, root):
        mozilla.records["data"][0]["decompressedHash"] = "0" * 64
        with pytest.raises(EngineError, match="cannot be unpacked to what is listed"):
            get()

        assert available_models(root) == []

    def test_is_not_installed_where_it_does_not_work(self, get, mozilla, root):
        mozilla.contents["model"] = b"no model"
        mozilla.records["data"][0] = record("model", b"no model")
        with pytest.raises(EngineError, match=r"The model for nl-en does not work \(it is no model for fxtranslate"):
            get()

        assert names(root / "fxtranslate") == set()

    def test_takes_the_place_of_another_at_once(self, get, installed, root):
        installed(seed=3)
        before = available_models(root)

        get()

        assert len(available_models(root)) == 1
        assert available_models(root) != before

    def test_is_not_mixed_with_what_is_left_of_another_version(self, get, mozilla, root):
        mozilla.cut = 50_000
        with pytest.raises(EngineError):
            get()
        mozilla.contents["model"] = random_models.marian(1)
        mozilla.records = {"data": [record(kind, data) for kind, data in mozilla.contents.items()]}

        get()

        (model,) = available_models(root)
        assert names(model.folder) == {"model.json", "model.nlen.intgemm.alphas.bin", "vocab.nlen.spm"}

    def test_is_no_traceback_where_nothing_can_be_written(self, get, root):
        root.parent.mkdir(parents=True)
        root.write_text("in the way")

        with pytest.raises(EngineError, match=r"The model cannot be put into .*LIBYA_READER_DATA"):
            get()

    def test_is_no_traceback_where_the_disk_is_full(self, get, monkeypatch):
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Path, "write_bytes", full)

        with pytest.raises(EngineError, match="No space left on device"):
            get()

    def test_is_refused_where_its_weights_are_random(self, get, root, monkeypatch):
        monkeypatch.setattr(OfflineEngine, "accepts_random", False)
        with pytest.raises(EngineError, match="random weights"):
            get()

        assert available_models(root) == []

    def test_is_begun_anew_where_the_server_has_less_than_was_listed(self, get, mozilla, root):
        mozilla.status = 416
        mozilla.cut = 50_000
        with pytest.raises(EngineError):
            get()

        with pytest.raises(EngineError, match="ended early"):
            get()

        assert [part.stat().st_size for part in root.rglob("*.part")] == [0]
        mozilla.status = 206
        get()
        assert available_models(root)

    def test_is_not_followed_to_another_place(self, get, mozilla):
        mozilla.redirects = True

        with pytest.raises(EngineError, match="is there a log-in page on this network"):
            get()

    def test_is_not_asked_for_where_the_network_is_forbidden(self, get, mozilla, monkeypatch):
        monkeypatch.setenv("LIBYA_READER_NO_NETWORK", "1")
        with pytest.raises(EngineError, match=r"^Nothing is fetched because LIBYA_READER_NO_NETWORK is set: .*\.$"):
            get()

        assert mozilla.asked == []

    @pytest.mark.parametrize("answer", ["<html>", {"data": 3}, [], {"data": [None, 3]}])
    def test_is_not_found_in_an_answer_that_is_no_list(self, get, mozilla, answer):
        mozilla.records = answer
        with pytest.raises(EngineError, match=r"--from|could not be understood"):
            get()


INSTALL = """
import sys
from pathlib import Path
from reader.errors import EngineError
from reader.translation.offline import install
from reader.translation.offline.engine import OfflineEngine
OfflineEngine.accepts_random = True
try:
    list(install.from_mozilla(Path(sys.argv[1]), ("nl", "en"), sys.argv[2] + "records", sys.argv[2]))
except EngineError as error:
    sys.exit(str(error))
"""


class TestTwoProgramsAtOnce:
    @pytest.fixture
    def start(self, mozilla, root):
        """Install the model from the server in a program of its own."""
        begun: list[subprocess.Popen[bytes]] = []

        def start_one() -> subprocess.Popen[bytes]:
            environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
            command = [sys.executable, "-c", INSTALL, str(root), mozilla.address]
            begun.append(subprocess.Popen(command, stderr=subprocess.PIPE, env=environment))
            return begun[-1]

        yield start_one
        mozilla.go_on.set()
        for each in begun:
            each.kill()
            each.communicate()

    def test_the_second_is_told_so_and_spoils_nothing(self, start, mozilla, root):
        mozilla.go_on.clear()
        first = start()
        assert mozilla.waits.wait(30)

        _, told = start().communicate(timeout=30)

        assert told.decode().splitlines() == [
            "Another libya-reader is just installing a model for nl-en: wait until it is done, or end it."
        ]
        mozilla.go_on.set()
        assert first.communicate(timeout=30) == (None, b"")
        assert [model.pair for model in available_models(root)] == ["nl-en"]

    def test_the_second_takes_up_what_the_first_left_when_it_was_killed(self, start, mozilla, root):
        mozilla.go_on.clear()
        first = start()
        assert mozilla.waits.wait(30)
        while not any(part.stat().st_size for part in root.rglob("*.part")):
            assert first.poll() is None
        first.kill()
        first.wait()
        mozilla.go_on.set()

        assert start().communicate(timeout=30) == (None, b"")

        assert any(wish for _, wish in mozilla.asked)
        assert [model.pair for model in available_models(root)] == ["nl-en"]


class TestTheList:
    """Which of the published models is the one."""

    def pick(self, *records):
        return catalogue.best({"data": list(records)}, "nl", "en")

    def both(self, **more):
        return [record("model", b"m", **more), record("vocab", b"v", **more)]

    @pytest.mark.parametrize(
        ("others", "best"),
        [
            ([{"version": "3.1"}], "3.1 base-memory"),
            ([{"version": "3.10"}, {"version": "3.9"}], "3.10 base-memory"),
            ([{"architecture": "tiny"}], "3.0 base-memory"),
            ([{"version": "4.0"}], "3.0 base-memory"),
            ([{"version": "3.1a1"}], "3.0 base-memory"),
            ([{"version": "3.1", "filter_expression": "env.channel == 'nightly'"}], "3.0 base-memory"),
            ([{"version": "3.1", "targetLanguage": "fr"}], "3.0 base-memory"),
        ],
    )
    def test_offers_the_newest_and_best_that_every_firefox_gets(self, others, best):
        offer = self.pick(*self.both(), *(each for more in others for each in self.both(**more)))

        assert offer.version == best
        assert {file.name for file in offer.files} == {"model.nlen.intgemm.alphas.bin", "vocab.nlen.spm"}

    def test_offers_nothing_that_is_not_whole(self):
        assert self.pick(*self.both(), record("model", b"m", version="3.2")).version == "3.0 base-memory"

    @pytest.mark.parametrize(
        "bad",
        [
            {"name": "../../x"},
            {"name": ""},
            {"attachment": {"location": "//elsewhere/x", "hash": "0" * 64, "size": 3}},
            {"attachment": {"location": "a/../x", "hash": "0" * 64, "size": 3}},
            {"attachment": {"location": "a", "hash": "0", "size": 3}},
            {"attachment": {"location": "a", "hash": "0" * 64}},
            {"decompressedHash": None},
        ],
    )
    def test_that_could_lead_elsewhere_is_refused(self, bad):
        with pytest.raises(EngineError):
            self.pick(record("model", b"m", **bad), record("vocab", b"v"))

    def test_is_that_of_the_engine_itself(self):
        need("fxtranslate")
        from fxtranslate import discovery

        assert discovery.records_url() == catalogue.RECORDS


class TestAFolder:
    def test_is_copied_and_its_files_are_listed(self, root, folder, random_too):
        brought = folder()
        (brought / "README").write_text("more")

        *_, last = install.from_folder(root, brought, None)

        model = last.item.model
        assert model.origin == str(brought)
        assert "README" not in names(model.folder)
        assert set(json.loads((model.folder / "model.json").read_text())["files"]) == names(model.folder) - {
            "model.json"
        }

    def test_may_be_packed(self, root, folder, random_too):
        brought = folder()
        for path in list(brought.iterdir()):
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
            path.unlink()

        *_, last = install.from_folder(root, brought, "nl-en")

        assert last.item.model.pair == "nl-en"

    @pytest.mark.parametrize(
        ("files", "pair", "problem"),
        [
            ([], None, "holds no model"),
            (["model.nlen.intgemm.alphas.bin"], None, "holds no model"),
            (["model.nlen.bin", "vocab.nlen.spm"], "fr-en", "is for nl-en, not for fr-en"),
            (["model.bin", "config.json", "source.spm"], None, "do not tell their languages"),
        ],
    )
    def test_that_is_no_model_is_a_sentence(self, tmp_path, files, pair, problem):
        for name in files:
            (tmp_path / name).write_bytes(b"")
        with pytest.raises(InputError, match=problem):
            recognise(tmp_path, pair)

    def test_that_is_not_there_is_a_sentence(self, tmp_path):
        with pytest.raises(InputError, match="There is no folder"):
            recognise(tmp_path / "nowhere", None)

    def test_that_may_not_be_read_is_a_sentence(self, tmp_path, monkeypatch):
        def forbidden(_: Path) -> Iterator[Path]:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(Path, "iterdir", forbidden)

        with pytest.raises(InputError, match=r"cannot be read \(Permission denied\); correct the rights"):
            recognise(tmp_path, None)

    def test_is_refused_where_its_weights_are_random(self, root, folder):
        with pytest.raises(EngineError, match="random weights"):
            list(install.from_folder(root, folder(), None))

        assert available_models(root) == []

    def test_without_the_package_says_how_to_get_it(self, root, folder, monkeypatch):
        brought = folder()
        monkeypatch.setattr("reader.translation.offline.engine.find_spec", lambda _: None)
        with pytest.raises(EngineError, match="pip install"):
            list(install.from_folder(root, brought, None))


@pytest.mark.parametrize("text", ["", "nl", "nl-nl", "nl_en", "NL-EN", "nl-en-fr", "n-e", "../x-en"])
def test_what_is_no_pair_is_a_sentence(text):
    with pytest.raises(InputError, match="nl-en"):
        parse_pair(text)


class TestTheCommand:
    def run(self, *arguments):
        return CliRunner().invoke(program, [str(each) for each in arguments])

    def test_installs_from_a_folder_and_says_what_it_did(self, folder, random_too, root):
        result = self.run("translate", "--setup", "nl-en", "--from", folder())

        assert result.exit_code == 0, result.output
        assert "Installed nl-en for fxtranslate" in result.stdout
        assert "It translates on this computer from now on" in result.stdout

    def test_installs_from_the_network(self, mozilla, random_too, monkeypatch, root):
        monkeypatch.setattr(catalogue, "RECORDS", f"{mozilla.address}records")
        monkeypatch.setattr(catalogue, "ATTACHMENTS", mozilla.address)

        result = self.run("translate", "--setup")

        assert result.exit_code == 0, result.output
        assert [model.pair for model in available_models(root)] == ["nl-en"]

    def test_is_stopped_by_one_sentence_where_the_network_is_forbidden(self):
        need("fxtranslate")
        result = self.run("translate", "--setup", "nl-en")

        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "LIBYA_READER_NO_NETWORK is set" in result.stderr

    def test_lists_engines_and_models(self, installed):
        before = self.run("translate", "--engines")
        model = installed()
        after = self.run("translate", "--engines")

        assert "* google" in " ".join(before.stdout.split())
        assert "* fxtranslate offline" in " ".join(after.stdout.split())
        assert f"model nl-en for fxtranslate: {model.version}, 0.1 MB" in after.stdout

    def test_tells_where_models_are(self, installed):
        model = installed()

        assert str(model.folder) in self.run("where").stdout

    def test_translates_with_the_model_of_its_own_accord(self, installed, tmp_path):
        installed()
        library = tmp_path / "articles"
        library.mkdir()
        (library / "a.txt").write_text("De opmars\n\nVandaag gaat de opmars verder. Haftar wil Tripoli innemen.\n")

        result = self.run("--library", library, "translate", "a.txt", "--json")

        assert "3 sentences without a translation" in result.stderr
        assert "to fxtranslate." in result.stderr
        told = [json.loads(line)["provenance"] for line in result.stdout.splitlines()]
        assert [(by["engine"], by["kind"]) for by in told] == [("fxtranslate", "offline")] * 3


def test_a_file_that_grew_too_large_is_fetched_anew(mozilla, tmp_path):
    packed = zstd(mozilla.contents["vocab"])
    path = tmp_path / "vocab.zst"
    path.with_name("vocab.zst.part").write_bytes(b"x" * (len(packed) + 1))

    list(fetch.fetch(f"{mozilla.address}main/vocab.zst", path, len(packed), sha(packed)))

    assert path.read_bytes() == packed


def test_an_engine_knows_only_its_own_models(installed, root):
    installed()

    assert set(Fxtranslate(root).models) == {"nl-en"}
    assert not (root / "ctranslate2").exists()
