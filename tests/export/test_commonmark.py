"""Text inside Markdown: what others wrote is shown as it stands, what the user wrote stays contained."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export.commonmark import code, contained, inline, paragraphs, tag
from reader.text.clean import canonical, one_line

UNHURRIED = settings(deadline=None)  # the machine may be busy
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "text_special", "softbreak"}
MEAN = st.text(alphabet="*_`[]()<>#!&|\\~=-+.:$%^/;x1e \n\t'\"é\u00a0")
ANY_TEXT = st.one_of(st.text(), MEAN)


def text_of(token: Token) -> str:
    """What a reader of the rendered page sees, if nothing in it is markup."""
    children = token.children or []
    assert {child.type for child in children} <= PLAIN, [child.type for child in children]
    return "".join("\n" if child.type == "softbreak" else child.content for child in children)


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        (
            "De generaal zei: ‘nee’ – 20% van de troepen (LNA).",
            "De generaal zei: ‘nee’ – 20% van de troepen (LNA).",
        ),
        ("zijn [Haftars] positie", r"zijn \[Haftars] positie"),
        ("[[Tripoli]] ![[kaart.png]] ![x](y)", r"\[\[Tripoli]] !\[\[kaart.png]] !\[x](y)"),
        ("<b>vet</b> maar 3 < 4 <!-- stil -->", r"\<b>vet\</b> maar 3 < 4 \<!-- stil -->"),
        ("#tag en C#", r"\#tag en C\#"),
        ("%%stil%% maar 5% niet", r"\%\%stil\%\% maar 5% niet"),
        ("==licht== maar a=b niet", r"\=\=licht\=\= maar a=b niet"),
        ("~~weg~~ $x$ a|b", r"\~\~weg\~\~ \$x\$ a\|b"),
        ("slot ^abc123", r"slot \^abc123"),
        ("`code` *schuin* _schuin_ snake_case", r"\`code\` \*schuin\* \_schuin\_ snake_case"),
        ("R&D &copy; &#64;", r"R&D \&copy; \&#64;".replace("#", "\\#")),
        ("C:\\map", r"C:\\map"),
        ("twee  spaties\nen een regel", "twee spaties en een regel"),
        ("\x1b]0;titel\x07", r"␛]0;titel␇"),
    ],
)
def test_only_what_could_mean_something_is_escaped(written, escaped):
    assert inline(written) == escaped


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("- een", r"\- een"),
        ("-5 graden", "-5 graden"),
        ("---", r"\---"),
        ("+ een", r"\+ een"),
        ("1. een", r"1\. een"),
        ("2011) een", r"2011\) een"),
        ("1.5 miljoen", "1.5 miljoen"),
        ("> [!note] let op", r"\> \[!note] let op"),
        ("=", r"\="),
        (":-:", r"\:-:"),
        ("    ingesprongen", "ingesprongen"),
        ("# kop", r"\# kop"),
    ],
)
def test_what_opens_a_block_is_escaped_at_the_start_of_a_line(written, escaped):
    assert paragraphs(f"regel\n{written}") == [["regel", escaped]]


def test_blank_lines_part_paragraphs_and_lines_stay_lines():
    assert paragraphs("\n een \ntwee\n \n\ndrie\n") == [["een", "twee"], ["drie"]]
    assert paragraphs(" \n") == []


@UNHURRIED
@given(ANY_TEXT)
@example("a\n===")
@example("a|b\n-|-")
@example("[x]: http://example.org")
def test_any_text_reads_as_itself_in_paragraphs(written):
    document = "\n>\n".join("\n".join(f"> {line}" for line in lines) for lines in paragraphs(written))
    tokens = PARSER.parse(document)
    blocks = {token.type for token in tokens} - {"inline"}
    assert blocks <= {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close"}
    lines = [line.strip() for line in canonical(written).split("\n")]
    expected = [block for block in re.split("\n{2,}", "\n".join(lines).strip("\n")) if block]
    assert [text_of(token) for token in tokens if token.type == "inline"] == expected


@UNHURRIED
@given(ANY_TEXT)
@example("_a b_")
@example("a _b")
def test_any_text_reads_as_itself_in_a_heading_and_in_italics(written):
    heading = PARSER.parse(f"## 2019-04 · {inline(written)} <!-- article: 1 -->")
    assert [token.type for token in heading] == ["heading_open", "inline", "heading_close"]
    *children, marker = heading[1].children or []
    assert (marker.type, marker.content) == ("html_inline", "<!-- article: 1 -->")
    assert "".join(child.content for child in children) == f"2019-04 · {one_line(written)} "
    if one_line(written):
        start, *inner, end, _ = PARSER.parseInline(f"*{inline(written)}* (x)")[0].children or []
        assert (start.type, end.type) == ("em_open", "em_close")
        assert "".join(child.content for child in inner) == one_line(written)


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("000_ece2.txt:1–9", "`000_ece2.txt:1–9`"),
        ("een`tik.txt", "``een`tik.txt``"),
        ("`tik`", "`` `tik` ``"),
        (" spatie", "`  spatie `"),
        ("a\tb\nc\x1b[2J", "`a␉b␊c␛[2J`"),
    ],
)
def test_a_code_span_holds_a_name_letter_for_letter(written, span):
    assert code(written) == span


@UNHURRIED
@given(ANY_TEXT.filter(str.strip))
def test_a_code_span_cannot_be_left(written):
    (child,) = PARSER.parseInline(code(written))[0].children or []
    assert child.type == "code_inline"


@pytest.mark.parametrize(
    ("exact", "name"),
    [
        ("actor", "actor"),
        ("front/tripoli", "front/tripoli"),
        ("Libië", "Libië"),
        ("snake_case-too", "snake_case-too"),
        ("y1984", "y1984"),
        ("2019-04", "2019-04"),
        ("1984", "tag-1984"),
        ("foreign policy", "foreign-policy"),
        ("wie? [Haftar]", "wie-Haftar"),
        ("_draft_", "draft"),
        ("a_/_b", "a/b"),
        ("/a//b/", "a/b"),
        ("?!", "tag"),
        ("", "tag"),
        ("#actor", "actor"),
    ],
)
def test_a_tag_is_made_fit_for_obsidian(exact, name):
    assert tag(exact) == name


@UNHURRIED
@given(ANY_TEXT)
@example("__0")
def test_every_tag_is_fit_for_obsidian_and_for_markdown_and_stays_so(exact):
    name = tag(exact)
    assert re.fullmatch(r"[\w-]+(?:/[\w-]+)*", name)
    assert not name.isdigit()
    assert tag(name) == name
    children = PARSER.parseInline(f"#{name} #{name}")[0].children or []
    assert [child.content for child in children] == [f"#{name} #{name}"]


@pytest.mark.parametrize(
    "markdown",
    [
        "See **Lacher** on *drones* [here](https://example.org).\n\n- one\n- two\n\n> quoted\n\n### My heading",
        "```python\nprint(1)\n```",
        "1. step\n\n   ```\n   code\n   ```",
        "a <b>bold</b> word, <https://example.org>",
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "%%for me%% and $$x$$",
        "    code",
        "---",
    ],
)
def test_a_note_is_the_users_own_markdown_verbatim(markdown):
    assert contained(f"\n{markdown}\n") == markdown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("```\nnever closed", "````\n```\nnever closed\n````"),
        ("~~~\nnever closed", "```\n~~~\nnever closed\n```"),
        ("<pre>\nnever closed", "```\n<pre>\nnever closed\n```"),
        ("1. a\n\n   ```\n   b\n\n```", "````\n1. a\n\n   ```\n   b\n\n```\n````"),
        ("x <!-- article: 0 --> y", "x <\\!-- article: 0 --> y"),
        ("50 %% off", "50 \\%\\% off"),
        ("%%a%% %%b", "%%a%% \\%\\%b"),
        ("%%%", "%\\%\\%"),
        ("$$ open", "\\$\\$ open"),
        ("\x1b[2J", "␛[2J"),
        ("a\r\nb", "a\nb"),
        (" \n\t", ""),
    ],
)
def test_a_note_cannot_take_hold_of_what_comes_after_it(written, shown):
    assert contained(written) == shown


PIECES = '``` ~~~ ```` <!-- --> <pre> </pre> <? <!A <![CDATA[ <div> <x # --- === [a]:b " a ` %% $$ | \\'.split()
MARKDOWN = st.lists(st.sampled_from([*PIECES, " ", "  ", "\t", "\n", "\n\n", "> ", "- ", "1. "])).map("".join)


@UNHURRIED
@given(MARKDOWN)
def test_whatever_a_note_says_the_heading_after_it_is_a_heading(written):
    tokens = PARSER.parse(f"^3f2a9c01\n\n{contained(written)}\n\n### next\n")
    assert [(token.type, token.level) for token in tokens[:1] + tokens[-3:-2]] == [
        ("paragraph_open", 0),
        ("heading_open", 0),
    ]
    assert tokens[-2].content == "next"
    assert "<!--" not in contained(written)
