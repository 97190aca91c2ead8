"""How Google is asked: paragraph by paragraph, politely, and without mixing anything up."""

from __future__ import annotations

import threading

import pytest

from reader import __version__
from reader.translation import Failed, Ok, Reason
from reader.translation.google import Google

SENTENCE = "Haftars troepen namen donderdag de stad Gharyan in, op een kleine 80 kilometer van Tripoli."
PARAGRAPH = [
    "Haftars troepen namen donderdag de stad Gharyan in, op een kleine 80 kilometer van Tripoli.",
    "In 2011 viel het bewind van Kadhafi na acht maanden oorlog.",
    "Rusland heeft wapens geleverd aan Haftar en traint ook militairen van diens LNA.",
    "De dichtstbijzijnde luchtmachtbasis is in Jufrah, zo’n 490 kilometer van Tripoli.",
]


class TestAParagraph:
    def test_is_one_request(self, stub, google):
        assert google.translate(PARAGRAPH, "nl", "en") == [Ok(f"EN: {line}") for line in PARAGRAPH]
        assert stub.texts == ["\n".join(PARAGRAPH)]

    @pytest.mark.parametrize(
        "fault",
        [
            pytest.param(("answer", "\n".join(f"EN: {line}" for line in PARAGRAPH[:3])), id="a sentence less"),
            pytest.param(
                ("answer", "\n".join(f"EN: {line}" for line in [*PARAGRAPH, "And more."])), id="a sentence more"
            ),
            pytest.param(("answer", "\n".join(f"EN: {line}" for line in reversed(PARAGRAPH))), id="another order"),
            pytest.param(
                ("answer", "\n".join(f"EN: {line}" for line in PARAGRAPH).replace("490", "")), id="a number lost"
            ),
            pytest.param(("answer", "\n".join([*(f"EN: {line}" for line in PARAGRAPH[:3]), "Yes."])), id="a stump"),
            pytest.param(("answer", "\n".join([f"EN: {PARAGRAPH[0]}", *PARAGRAPH[1:]])), id="an echo"),
        ],
    )
    def test_with_a_doubtful_answer_is_asked_in_halves(self, stub, google, fault):
        stub.plan.append(fault)

        assert google.translate(PARAGRAPH, "nl", "en") == [Ok(f"EN: {line}") for line in PARAGRAPH]
        assert stub.texts == ["\n".join(PARAGRAPH), "\n".join(PARAGRAPH[:2]), "\n".join(PARAGRAPH[2:])]

    def test_that_is_never_answered_line_by_line_is_asked_sentence_by_sentence(self, stub, google):
        stub.translate = lambda text: f"EN: {text}".replace("\n", " ")

        assert google.translate(PARAGRAPH, "nl", "en") == [Ok(f"EN: {line}") for line in PARAGRAPH]
        assert stub.texts[-1] == PARAGRAPH[-1]
        assert len(stub.texts) == 7

    def test_answered_with_tags_keeps_its_words_and_lines_apart(self, stub, google):
        stub.plan.append(("container", "EN: Een <b>zin</b> over Tripoli.<br>EN: Nog een zin &amp;amp; meer."))

        outcomes = google.translate(["Een zin over Tripoli.", "Nog een zin & meer."], "nl", "en")

        assert outcomes == [Ok("EN: Een zin over Tripoli."), Ok("EN: Nog een zin & meer.")]

    def test_longer_than_a_request_is_several(self, stub, google):
        lines = [f"Zin {i} {'woord ' * 60}" for i in range(10)]

        assert all(isinstance(outcome, Ok) for outcome in google.translate(lines, "nl", "en"))
        assert max(map(len, stub.texts)) <= google.limits.max_chars
        assert len(stub.texts) == 3

    def test_of_one_endless_sentence_is_cut_where_clauses_end(self, stub, google):
        clause = "een bijzin zonder einde" * 20 + ","
        stub.translate = str.upper

        (outcome,) = google.translate([" ".join([clause] * 8)], "nl", "en")

        assert all(text.endswith(",") for text in stub.texts)
        assert outcome.reason is Reason.UNVERIFIED  # in capitals it is still the sentence
        assert len(stub.texts) == 3

    def test_of_one_endless_word_is_cut_anywhere(self, stub, google):
        (outcome,) = google.translate(["x" * 4000], "nl", "en")

        assert outcome.text == f"EN: {'x' * 1500} EN: {'x' * 1500} EN: {'x' * 1000}"

    def test_sentence_without_letters_is_copied(self, stub, google):
        assert google.translate(["- - -", "42", "‘…’"], "nl", "en") == [Ok("- - -"), Ok("42"), Ok("‘…’")]
        assert stub.texts == []

    def test_sentence_with_other_numbers_is_kept_with_a_remark(self, stub, google):
        stub.plan.append(("answer", "EN: In 2012 the regime fell."))

        assert google.translate(["In 2011 viel het bewind."], "nl", "en") == [
            Ok("EN: In 2012 the regime fell.", "numbers differ from the source"),
        ]

    def test_answer_cannot_steer_the_terminal(self, stub, google):
        stub.plan.append(("answer", "EN: a \x1b]52;c;AAAA\x07 sentence \u202eabout Tripoli"))

        (outcome,) = google.translate(["Een zin over Tripoli, niets dan dat."], "nl", "en")

        assert outcome.text.isprintable()


class TestManners:
    def test_one_request_at_a_time_a_second_apart_on_one_connection_with_an_honest_name(self, stub, google, clock):
        threads = [
            threading.Thread(target=google.translate, args=([f"Zin {i} van draad {t}."], "nl", "en"))
            for t in range(2)
            for i in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert stub.most_at_once == 1
        assert clock.passed == 19
        assert stub.connections == 1
        assert stub.agents == {f"libya-reader/{__version__}"}

    def test_delays_between_tries_grow_and_are_spread(self, stub, clock):
        stub.plan.extend([("status", 503)] * 2)
        spans = []
        engine = Google(stub.address, clock=clock, jitter=lambda low, high: spans.append((low, high)) or high)

        engine.translate([SENTENCE], "nl", "en")
        engine.close()

        assert spans == [(0, 0.5), (0, 1)]

    def test_passwords_are_not_looked_for(self, stub, google, monkeypatch, tmp_path):
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

        google.translate(["Een zin over Tripoli."], "nl", "en")

        assert stub.authorized == 0

    def test_cookies_are_not_taken(self, stub, google):
        page = b'<div class="result-container">EN: a sentence about Tripoli</div>'
        stub.plan.append(("raw", page, {"Set-Cookie": "NID=1; Path=/"}))

        google.translate(["Een zin over Tripoli."], "nl", "en")

        assert not google._transport._wire.session.cookies

    def test_closing_from_another_thread_ends_a_request_under_way(self, stub, clock):
        stub.plan.append(("hang",))
        engine = Google(stub.address, clock=clock)  # deadlines of many seconds
        outcomes = []
        thread = threading.Thread(target=lambda: outcomes.extend(engine.translate([SENTENCE], "nl", "en")))
        thread.start()
        while not stub.texts:
            thread.join(0.01)

        engine.close()
        thread.join(5)

        assert [outcome.reason for outcome in outcomes] == [Reason.CANCELLED]
        assert engine.translate([SENTENCE], "nl", "en")[0].reason is Reason.CANCELLED
        assert len(stub.texts) == 1

    @pytest.mark.parametrize("value", ["1", "yes"])
    def test_a_forbidden_network_stays_untouched(self, stub, google, monkeypatch, value):
        monkeypatch.setenv("LIBYA_READER_NO_NETWORK", value)
        monkeypatch.setattr("reader.translation.google._module", lambda: pytest.fail("loaded"))

        assert google.translate([SENTENCE, "42"], "nl", "en") == [Failed(Reason.NO_NETWORK), Ok("42")]
