"""TMX: read with care, written the same every time, answering sentence by sentence."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from reader.model import Provenance, Translation
from reader.text.clean import one_line
from reader.translation import TmxMemory
from reader.translation.pace import stamp
from reader.translation.tmx_format import Tmx, Unit, Variant, of, read, render

FOREIGN = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="OmegaT" srclang="NL" creationdate="20190405T101112Z" datatype="xml" segtype="sentence">
  <note>a memory
  of a friend</note><prop type="x-provenance">friend</prop><prop type="other">no</prop>
</header>
<body>
<tu tuid="1" changedate="20200102T030405Z" creationdate="20190101T000000Z">
  <note>checked</note><prop type="x-provenance">somebody</prop>
  <tuv xml:lang="NL-BE">
  <seg>Een <bpt i="1">&lt;b&gt;</bpt>vette<ept i="1">&lt;/b&gt;</ept> zin<ph>{0}<sub>x</sub></ph>.</seg></tuv>
  <tuv xml:lang="en-GB"><seg>A <hi type="b">bold <it pos="begin">*</it>British</hi> sentence.</seg></tuv>
  <tuv lang="en-US"><seg>A bold American sentence.</seg></tuv>
</tu>
<tu><tuv xml:lang="nl" creationdate="nonsense"><seg>Nog een zin.</seg></tuv>
    <tuv xml:lang="en"><seg>Another  one.</seg></tuv></tu>
<tu><tuv xml:lang="nl"><seg/></tuv></tu>
</body></tmx>"""

BOMB = """<?xml version="1.0"?>
<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tmx version="1.4"><header/><body><tu><tuv xml:lang="nl"><seg>&b;</seg></tuv></tu></body></tmx>"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "friend.tmx"
    path.write_bytes(FOREIGN.encode("utf-16"))
    return path


class TestReading:
    def test_takes_what_the_file_says_of_itself(self, foreign):
        memory = read(foreign)

        assert (memory.source, memory.note, memory.provenance) == ("NL", "a memory of a friend", "friend")
        assert memory.at == "2019-04-05T10:11:12.000000Z"

    def test_takes_text_from_inline_tags_and_leaves_markup(self, foreign):
        first, second, third = read(foreign).units

        assert [variant.text for variant in first.variants] == [
            "Een vette zin.",
            "A bold British sentence.",
            "A bold American sentence.",
        ]
        assert (first.at, first.provenance, first.note) == ("2020-01-02T03:04:05.000000Z", "somebody", "checked")
        assert second == Unit((Variant("nl", "Nog een zin."), Variant("en", "Another one.")))
        assert third.text("nl") is None

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (BOMB.encode(), "entities"),
            (BOMB.encode("utf-16"), "entities"),
            (b"<html></html>", "not tmx"),
            (b"", "no element"),
            (b"\x00\x01\x02", "not well-formed"),
            (b"<tmx><body><tu>", "no element"),
            (b'<?xml version="1.0" encoding="klingon"?><tmx/>', "encoding"),
            (b"<tmx>" + b"<body>" * 100 + b"&nbsp;", "undefined entity"),
        ],
    )
    def test_refuses_what_is_broken_or_hostile_and_names_the_file(self, tmp_path, content, why):
        path = tmp_path / "bad.tmx"
        path.write_bytes(content)

        with pytest.raises(InputError, match=f"bad.tmx is not a usable translation memory.*{why}"):
            read(path)

    def test_refuses_segments_nested_beyond_reason(self, tmp_path):
        path = tmp_path / "deep.tmx"
        path.write_text(
            f"<tmx><tu><tuv xml:lang='nl'><seg>{'<hi>' * 20_000}{'</hi>' * 20_000}</seg></tuv></tu></tmx>"
        )

        with pytest.raises(InputError, match=r"deep\.tmx"):
            read(path)

    def test_says_when_there_is_no_file(self, tmp_path):
        with pytest.raises(InputError, match=r"gone\.tmx cannot be read: No such file"):
            read(tmp_path / "gone.tmx")


TEXTS = st.text().map(one_line).filter(bool)
UNITS = st.builds(
    Unit,
    st.tuples(st.builds(Variant, st.just("nl"), TEXTS), st.builds(Variant, st.just("en-GB"), TEXTS)),
    st.integers(0, 4_000_000_000).map(lambda seconds: stamp(datetime.fromtimestamp(seconds, UTC))),
    st.text().map(one_line),
    st.text().map(one_line),
)


class TestWriting:
    @settings(deadline=None, max_examples=50)
    @given(st.lists(UNITS, max_size=3), TEXTS)
    def test_and_reading_gives_the_same_memory(self, tmp_path_factory, units, note):
        before = Tmx(tuple(units), "nl", note, "somebody", "2026-11-22T02:19:43.000000Z")
        path = tmp_path_factory.getbasetemp() / f"round-{os.getpid()}.tmx"
        path.write_bytes(render(before))

        after = read(path)

        assert _without_what_xml_cannot_hold(before) == after
        assert render(after) == render(before)

    def test_names_engine_and_time_of_each_translation(self, tmp_path):
        by = Provenance("google", "deep-translator 1.11.4", "online", "2026-11-22T02:19:43.000123Z", "not revised")

        text = render(of([Translation("Een <zin> & meer.", 'A "sentence".', by)], "nl", "en", "mine")).decode()

        assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n')
        assert 'srclang="nl"' in text
        assert "<note>mine</note>" in text
        assert '<tu changedate="20261122T021943Z">' in text
        assert '<prop type="x-provenance">google, deep-translator 1.11.4, not revised</prop>' in text
        assert '<tuv xml:lang="nl"><seg>Een &lt;zin&gt; &amp; meer.</seg></tuv>' in text


def _without_what_xml_cannot_hold(memory: Tmx) -> Tmx:
    def clean(text: str) -> str:
        return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")

    units = tuple(
        Unit(tuple(Variant(v.language, clean(v.text)) for v in u.variants), u.at, clean(u.provenance), clean(u.note))
        for u in memory.units
    )
    return Tmx(units, memory.source, clean(memory.note), memory.provenance, memory.at)


class TestMemory:
    def test_answers_with_the_files_name_time_and_note(self, shipped):
        (hit,) = TmxMemory([shipped]).lookup(["Een  zin."], "nl", "en")

        note = "reference translation shipped with libya-reader"
        at = "2026-11-22T02:19:43.000000Z"
        assert hit == Translation("Een  zin.", "One sentence.", Provenance("memory", "nl-en.tmx", "memory", at, note))

    def test_takes_any_region_of_a_language_but_the_very_one_first(self, foreign):
        memory = TmxMemory([foreign])

        assert memory.lookup(["Een vette zin."], "nl", "en-US")[0].text == "A bold American sentence."
        assert memory.lookup(["Een vette zin."], "nl-NL", "en")[0].text == "A bold British sentence."
        assert memory.lookup(["Een vette zin."], "nl", "de") == [None]
        assert memory.lookup(["Another one."], "en", "nl")[0].text == "Nog een zin."

    def test_lets_the_first_file_answer(self, shipped, tmp_path):
        other = tmp_path / "other.tmx"
        other.write_bytes(render(Tmx((Unit((Variant("nl", "Een zin."), Variant("en", "Other."))),))))

        assert TmxMemory([other, shipped]).lookup(["Een zin."], "nl", "en")[0].text == "Other."

    def test_reads_nothing_before_it_is_asked_and_then_once(self, shipped):
        memory = TmxMemory([shipped])
        memory.lookup(["Een zin."], "nl", "en")
        shipped.unlink()

        assert memory.lookup(["Een zin."], "nl", "en") != [None]
        assert memory.problems() == []

    def test_counts_a_broken_file_as_empty_and_says_so_once(self, shipped, tmp_path):
        broken = tmp_path / "broken.tmx"
        broken.write_text("<tmx>")
        memory = TmxMemory([broken, tmp_path / "gone.tmx", shipped])

        assert memory.problems() == []
        assert memory.lookup(["Een zin."], "nl", "en")[0].text == "One sentence."
        first, second = memory.problems()
        assert "broken.tmx" in first
        assert "gone.tmx" in second
        assert memory.problems() == []
