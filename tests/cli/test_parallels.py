"""Articles with their translations, out of the library and back in."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from reader.translation.tmx_format import read


class _Cells(HTMLParser):
    """The cells of a page by language, and every address that it would load something from."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str]] = []
        self.addresses: list[str] = []
        self._language: str | None = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.addresses += [value for name, value in attrs if name in {"src", "href"}]
        if tag == "td":
            self._language = found["lang"]
            self.cells.append((self._language, ""))

    def handle_data(self, data):
        if self._language:
            self.cells[-1] = (self._language, self.cells[-1][1] + data)

    def handle_endtag(self, tag):
        if tag == "td":
            self._language = None


class TestATranslationMemory:
    def test_has_every_translation_once_with_its_provenance(self, in_library, samples):
        result = in_library("export", "-o", samples.parent / "all.tmx")

        memory = read(samples.parent / "all.tmx")
        assert (result.exit_code, result.stdout) == (
            0,
            f"87 translations written to {samples.parent / 'all.tmx'}.\n",
        )
        assert memory.source == "nl"
        assert len({unit.text("nl") for unit in memory.units}) == len(memory.units) == 87
        assert {unit.provenance for unit in memory.units} == {
            "memory, nl-en.tmx, reference translation shipped with libya-reader"
        }

    def test_of_one_article_has_its_sentences_only(self, in_library):
        tree = ET.fromstring(in_library("export", "--format", "tmx", "--article", "000").stdout_bytes)

        assert tree.get("version") == "1.4"
        assert 0 < len(tree.findall("body/tu")) < 87

    def test_goes_out_and_in_without_loss(self, in_library, run, samples, tmp_path, records):
        in_library("export", "-o", tmp_path / "all.tmx")
        (samples / "nl-en.tmx").unlink()
        (tmp_path / "other").mkdir()
        text = (samples / "000_ece2383aa4714dc8.txt").read_text(encoding="utf-8")
        (tmp_path / "other" / "a.txt").write_text(text.replace("Gharyan", "Benghazi"), encoding="utf-8")
        tmx = (tmp_path / "all.tmx").read_text(encoding="utf-8").replace("Gharyan", "Benghazi")
        (tmp_path / "all.tmx").write_text(tmx, encoding="utf-8")

        def known():
            found = records(run("translate", "a", "--json", "--library", tmp_path / "other"))
            return sum(each["state"] == "translated" for each in found)

        before = known()
        first = records(run("translate", "--import", tmp_path / "all.tmx", "--json"))
        second = records(run("translate", "--import", tmp_path / "all.tmx", "--json"))

        assert first == [{"new": 87, "known": 0, "left_out": 0}]
        assert second == [{"new": 0, "known": 87, "left_out": 0}]
        assert known() > before

    @pytest.mark.parametrize("content", [b"", b"<html/>", b"\0", b"<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx/>"])
    def test_that_is_none_is_refused(self, in_library, tmp_path, content):
        (tmp_path / "bad.tmx").write_bytes(content)
        result = in_library("translate", "--import", tmp_path / "bad.tmx")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "bad.tmx" in result.stderr

    def test_that_cannot_be_right_is_left_out(self, in_library, tmp_path, records):
        units = "".join(
            f'<tu><tuv xml:lang="nl"><seg>{source}</seg></tuv><tuv xml:lang="{language}"><seg>{text}</seg></tuv></tu>'
            for source, language, text in [
                ("Een goede zin over Tripoli.", "en", "A good sentence about Tripoli."),
                ("Een hele lange zin over Tripoli die niet nee is.", "en", "No" * 300),
                ("Nog een zin over Tripoli.", "fr", "Une autre phrase."),
            ]
        )
        (tmp_path / "some.tmx").write_text(
            f'<tmx version="1.4"><header srclang="nl"/><body>{units}</body></tmx>', encoding="utf-8"
        )
        assert records(in_library("translate", "--import", tmp_path / "some.tmx", "--json")) == [
            {"new": 1, "known": 0, "left_out": 2}
        ]

    def test_is_read_by_translate_toolkit(self, in_library, tmp_path):
        from translate.storage import tmx

        in_library("export", "-o", tmp_path / "all.tmx")

        store = tmx.tmxfile.parsefile(str(tmp_path / "all.tmx"))

        assert len(store.units) == 87
        assert all(unit.source and unit.target for unit in store.units)


class TestAPage:
    def test_has_a_row_for_each_paragraph_and_loads_nothing(self, in_library, records):
        page = _Cells()
        page.feed(in_library("export", "--format", "html", "--article", "000").stdout)
        (article,) = records(in_library("show", "000", "--json"))

        dutch = [text for language, text in page.cells if language == "nl"]
        english = [text for language, text in page.cells if language == "en"]
        assert len(dutch) == len(english) == len(article["paragraphs"])
        assert dutch[0].split() == article["body"][: article["paragraphs"][0]["end"]].split()
        assert page.addresses == []

    def test_cannot_be_broken_by_an_article(self, in_library, samples):
        (samples / "evil.txt").write_text(
            "<script>alert(1)</script> & een titel\n\nEen zin </td><img src=x> hier.\n", encoding="utf-8"
        )
        page = _Cells()
        text = in_library("export", "--format", "html", "--article", "evil").stdout
        page.feed(text)

        assert "<script" not in text and "<img" not in text
        assert page.cells[-1] == ("en", "[…]")
        assert "translation: nobody yet" in text


class TestMarkdown:
    def test_has_each_paragraph_as_a_quotation_and_its_translation_below(self, in_library, records):
        text = in_library("export", "--format", "bilingual", "--article", "000").stdout
        (article,) = records(in_library("show", "000", "--json"))

        tokens = MarkdownIt("commonmark").parse(text)
        quotes = sum(token.type == "blockquote_open" for token in tokens)
        paragraphs = sum(token.type == "paragraph_open" for token in tokens)
        assert quotes == len(article["paragraphs"])
        assert paragraphs == 2 * quotes + 1  # what stands below the title is one, too
        assert "reference translation shipped with libya-reader" in text


class TestEither:
    @pytest.mark.parametrize("name", ["a.tmx", "a.html", "a.bilingual.md"])
    def test_is_replaced_by_a_newer_one_but_nothing_else_is(self, in_library, tmp_path, name):
        (tmp_path / name).write_bytes(b"mine")
        refused = in_library("export", "-o", tmp_path / name)
        assert refused.exit_code == 2
        assert (tmp_path / name).read_bytes() == b"mine"

        (tmp_path / name).unlink()
        first = in_library("export", "--article", "000", "-o", tmp_path / name)
        second = in_library("export", "-o", tmp_path / name)
        assert (first.exit_code, second.exit_code) == (0, 0), second.stderr

    def test_of_nothing_says_how_to_get_translations(self, run, tmp_path):
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "a.txt").write_text("Een zin die niemand kent.\n", encoding="utf-8")
        result = run("export", "--format", "tmx", "--library", tmp_path / "own")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "libya-reader translate" in result.stderr

    def test_takes_no_tag(self, in_library):
        assert in_library("export", "--format", "html", "--tag", "x").exit_code == 2

    def test_never_replaces_the_reference_that_ships(self, in_library, samples):
        before = (samples / "nl-en.tmx").read_bytes()
        assert in_library("export", "-o", samples / "nl-en.tmx").exit_code == 2
        assert (samples / "nl-en.tmx").read_bytes() == before
