"""What may go wrong between us and a service, and what becomes of it."""

from __future__ import annotations

import gc
import logging
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from reader.translation import Failed, Ok, Outcome, Reason, TmxMemory, TranslationService, explain
from reader.translation.google import Google
from reader.translation.online import TRIES

SENTENCE = "Haftars troepen namen donderdag de stad Gharyan in, op een kleine 80 kilometer van Tripoli."
NEXT = "In 2011 viel het bewind van Kadhafi na acht maanden oorlog."
QUOTA = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 11 HOURS"
LOGIN = "<html><form action='/login'>Welcome to Hotel Wifi, please log in <input type=password></form></html>"
SORRY = "<html><body>Our systems have detected unusual traffic from your computer network.</body></html>"

ONCE = [
    ("429", ("status", 429), Reason.REFUSED_RATE),
    ("429 with nonsense for a time", ("status", 429, {"Retry-After": "soon"}), Reason.REFUSED_RATE),
    ("403", ("status", 403), Reason.REFUSED_RATE),
    ("401", ("status", 401), Reason.AUTH),
    ("400", ("status", 400), Reason.BAD_RESPONSE),
    ("404", ("status", 404), Reason.BAD_RESPONSE),
    ("413", ("status", 413), Reason.BAD_RESPONSE),
    ("511", ("status", 511), Reason.PORTAL),
    (
        "sent to a block page",
        ("status", 302, {"Location": "https://www.google.com/sorry/index"}),
        Reason.REFUSED_RATE,
    ),
    ("sent to a log-in page", ("status", 302, {"Location": "http://wifi.hotel.example/"}), Reason.PORTAL),
    ("sent to another page", ("status", 301, {"Location": "/elsewhere"}), Reason.BAD_RESPONSE),
    ("a block page", ("page", SORRY), Reason.REFUSED_RATE),
    ("a log-in page", ("page", LOGIN), Reason.PORTAL),
    ("garbage", ("page", "<html><<<div"), Reason.BAD_RESPONSE),
    ("an empty page", ("page", ""), Reason.BAD_RESPONSE),
    ("an empty answer", ("answer", ""), Reason.BAD_RESPONSE),
    ("a quota notice", ("answer", QUOTA), Reason.REFUSED_QUOTA),
    ("a complaint about languages", ("answer", "'XX' IS AN INVALID TARGET LANGUAGE"), Reason.UNSUPPORTED),
    ("an echo", ("echo",), Reason.UNVERIFIED),
    ("far too little", ("answer", "No"), Reason.UNVERIFIED),
    ("far too much", ("answer", "blah " * 400), Reason.UNVERIFIED),
    ("a huge body", ("raw", b" " * 300_000), Reason.BAD_RESPONSE),
    (
        "another encoding than it says",
        ("answer", "The caf\xe9 in Tripoli was closed on 80 days, and nobody knows why.", "latin-1"),
        Reason.UNVERIFIED,
    ),
    ("a broken compression", ("raw", b"not gzip at all", {"Content-Encoding": "gzip"}), Reason.BAD_RESPONSE),
]
AGAIN = [
    ("500", ("status", 500), Reason.BAD_RESPONSE),
    ("502", ("status", 502), Reason.BAD_RESPONSE),
    ("503", ("status", 503), Reason.BAD_RESPONSE),
    ("504", ("status", 504), Reason.BAD_RESPONSE),
    ("silence", ("hang",), Reason.TIMEOUT),
    ("a dripping body", ("drip",), Reason.TIMEOUT),
    ("a dripping header", ("drip_header",), Reason.TIMEOUT),
    ("a reset", ("reset",), Reason.OFFLINE),
    ("a closed connection", ("close",), Reason.OFFLINE),
    ("a short body", ("short_body",), Reason.BAD_RESPONSE),
]
MATRIX = [pytest.param(fault, reason, 1, id=name) for name, fault, reason in ONCE] + [
    pytest.param(fault, reason, TRIES, id=name) for name, fault, reason in AGAIN
]


MEANT = {
    ("libretranslate", "status", 403): Reason.AUTH,
    ("deepl", "status", 403): Reason.AUTH,
}
"""Where a service means something else."""
JSON = ["mymemory", "libretranslate", "deepl"]
"""Those that answer in JSON."""


def recorded(engine: Google, monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """The outcomes of an engine, as they come."""
    outcomes: list[Outcome] = []
    ask = engine.translate

    def translate(*request) -> list[Outcome]:
        outcomes.extend(answers := ask(*request))
        return answers

    monkeypatch.setattr(engine, "translate", translate)
    return outcomes


@pytest.fixture
def no_collection() -> Iterator[None]:
    """What the collector ends at the bottom of a recursion cannot be ended, and pytest takes that for a failure."""
    gc.disable()
    yield
    gc.enable()


class TestEveryFault:
    @pytest.mark.parametrize(("fault", "reason", "requests"), MATRIX)
    def test_ends_in_its_reason_and_leaves_no_trace_in_the_memory(
        self, stub, any_hasty, memory, caplog, monkeypatch, fault, reason, requests
    ):
        hasty = any_hasty
        reason = MEANT.get((hasty.id, *fault[:2]), reason)
        caplog.set_level(logging.DEBUG)
        stub.plan.extend([fault] * requests)
        outcomes = recorded(hasty, monkeypatch)
        memory.agree(hasty.recipient)
        service = TranslationService(memory, TmxMemory([]), {"it": hasty}, "it")

        steps = list(service.translate([SENTENCE], "nl", "en"))

        assert [step.item for step in steps] == [None]
        assert len(stub.texts) == requests
        assert memory.lookup([SENTENCE], "nl", "en") == [None]
        assert steps[0].problem.endswith(".")
        assert not any(
            word in steps[0].problem + caplog.text for word in ("Haftar", "Gharyan", "q=", "127.0.0.1", "sesame")
        )
        (outcome,) = outcomes
        assert isinstance(outcome, Failed)
        assert outcome.reason is reason
        assert explain(outcome, hasty) == steps[0].problem
        assert (outcome.retry_at is not None) == (reason in {Reason.REFUSED_RATE, Reason.REFUSED_QUOTA})

    @pytest.mark.parametrize(("fault", "reason"), [row[1:] for row in AGAIN], ids=[row[0] for row in AGAIN])
    def test_that_may_pass_is_forgotten_when_the_next_try_works(self, stub, any_hasty, fault, reason):
        stub.plan.append(fault)

        assert any_hasty.translate([SENTENCE], "nl", "en") == [Ok(f"EN: {SENTENCE}")]
        assert len(stub.texts) == 2

    @pytest.mark.parametrize("fault", ["hang", "drip", "drip_header"])
    def test_of_time_leaves_nothing_running(self, stub, hasty, fault):
        stub.plan.extend([(fault,)] * TRIES)

        hasty.translate([SENTENCE], "nl", "en")

        for thread in threading.enumerate():
            if thread.name == "translation request":
                thread.join(5)
                assert not thread.is_alive()

    @pytest.mark.parametrize("any_hasty", JSON, indirect=True)
    @pytest.mark.parametrize(
        "fault",
        [
            pytest.param(("cut",), id="cut JSON"),
            pytest.param(("json", {"error": "out of memory"}), id="an error"),
            pytest.param(("json", None), id="null"),
            pytest.param(("json", []), id="a list"),
            pytest.param(("json", {"translatedText": None, "responseData": None, "translations": None}), id="nulls"),
            pytest.param(
                ("json", {"translatedText": [5], "responseData": {"translatedText": 5}, "translations": [5]}), id="5"
            ),
            pytest.param(("json", {"translatedText": [], "responseData": {}, "translations": []}), id="no lines"),
            pytest.param(("raw", b"[" * 90_000), id="endless brackets"),
        ],
    )
    @pytest.mark.usefixtures("no_collection")
    def test_of_json_is_a_bad_answer(self, stub, any_hasty, fault):
        stub.plan.append(fault)

        (outcome,) = any_hasty.translate([SENTENCE], "nl", "en")

        assert outcome.reason is Reason.BAD_RESPONSE
        assert len(stub.texts) == 1

    def test_of_no_server_is_offline_at_once(self, stub, clock):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        engine = Google(f"http://127.0.0.1:{port}/m", clock=clock)

        assert engine.translate([SENTENCE], "nl", "en") == [Failed(Reason.OFFLINE, "no connection")]
        assert clock.waits == []

    def test_of_a_certificate_is_the_networks(self, stub, clock):
        engine = Google(stub.address.replace("http:", "https:"), clock=clock)

        assert engine.translate([SENTENCE], "nl", "en")[0].reason is Reason.PORTAL

    def test_inside_the_engine_is_a_result_too(self, stub, google, monkeypatch):
        monkeypatch.setattr("reader.translation.google._module", lambda: {}[SENTENCE])

        assert google.translate([SENTENCE], "nl", "en") == [Failed(Reason.ENGINE_CRASHED, "KeyError")]


class TestARefusal:
    def test_is_met_with_silence_for_a_quarter_of_an_hour_then_twice_as_long(self, stub, google, clock):
        stub.plan.extend([("status", 429)] * 6)
        pauses = []
        for _ in range(6):
            (failed,) = google.translate([SENTENCE], "nl", "en")
            pauses.append((failed.retry_at - clock.now()).total_seconds() / 60)
            assert google.translate([SENTENCE], "nl", "en") == [failed]
            clock.passed += pauses[-1] * 60 + 1

        assert pauses == [15, 30, 60, 120, 120, 120]
        assert len(stub.texts) == 6
        assert google.translate([SENTENCE], "nl", "en")[0] == Ok(f"EN: {SENTENCE}")
        assert google.refused_until is None

    @pytest.mark.parametrize(("header", "seconds"), [("7", 7), ("90000", 86_400), ("0", 900), ("-3", 900), ("", 900)])
    def test_lasts_as_long_as_the_service_asks(self, stub, google, clock, header, seconds):
        stub.plan.append(("status", 429, {"Retry-After": header}))

        (failed,) = google.translate([SENTENCE], "nl", "en")

        assert failed.retry_at == google.refused_until == clock.now() + timedelta(seconds=seconds)

    def test_may_name_a_date(self, stub, google, clock):
        date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
        stub.plan.append(("status", 429, {"Retry-After": date}))

        (failed,) = google.translate([SENTENCE], "nl", "en")

        assert timedelta(minutes=59) < failed.retry_at - clock.now() <= timedelta(hours=1)

    def test_in_the_middle_of_a_paragraph_keeps_what_came(self, stub, google):
        stub.plan.extend([("answer", "too few lines"), ("translation",), ("status", 429)])

        outcomes = google.translate([SENTENCE, NEXT, SENTENCE, NEXT], "nl", "en")

        assert outcomes[:2] == [Ok(f"EN: {line}") for line in (SENTENCE, NEXT)]
        assert [outcome.reason for outcome in outcomes[2:]] == [Reason.REFUSED_RATE] * 2
        assert len(stub.texts) == 3

    def test_is_explained_with_the_time(self, stub, google):
        stub.plan.append(("status", 429))

        (failed,) = google.translate([SENTENCE], "nl", "en")

        sentence = explain(failed, google)
        assert sentence.startswith(
            "Google refused requests from this network (status 429): what is translated stays;"
        )
        assert f"{failed.retry_at.astimezone():%H:%M}" in sentence


class TestTheService:
    SENTENCES = (SENTENCE, NEXT)

    def test_after_a_refusal_tells_until_when(self, stub, service, clock):
        stub.plan.append(("status", 429))
        first = list(service.translate(self.SENTENCES, "nl", "en", paragraphs=(0, 1)))

        status = service.status("nl", "en")
        second = list(service.translate(self.SENTENCES, "nl", "en"))

        assert status.refused_until == clock.now() + timedelta(minutes=15)
        assert f"{status.refused_until.astimezone():%H:%M}" in status.obstacle
        assert len(first) == len(second) == len(stub.texts) == 1

    def test_closed_ends_a_request_under_way(self, stub, service):
        stub.plan.append(("hang",))
        steps = []
        thread = threading.Thread(target=lambda: steps.extend(service.translate(self.SENTENCES, "nl", "en")))
        thread.start()
        while not stub.texts:
            thread.join(0.01)

        service.close()
        thread.join(5)

        assert not thread.is_alive()
        assert steps == []
