"""Notes through the user's own template."""

from __future__ import annotations

import sys

import pytest

from reader.errors import InputError
from reader.export.template import render
from reader.model import Recogniser


def made_by(template: str, *excerpts, contexts=None) -> str:
    pytest.importorskip("jinja2", reason="the extra “template”, Jinja2, is not installed")
    return render(
        template,
        excerpts,
        recogniser=Recogniser("crf-nl", "1"),
        library="Libya",
        contexts=contexts or {},
        name="mine.j2",
    )


def test_a_template_sees_the_notes_in_order_with_the_fields_of_a_json_line(excerpt):
    template = """\
# {{ library }} ({{ recogniser.name }})
{% for note in notes %}
- {{ note.article.date }} {{ note.anchor.exact }}: {{ note.tags | join(", ") }} {{ note.context }}
{% endfor %}
"""
    late = excerpt("1" * 32, path="b.txt", date="2020", quote="laat")
    early = excerpt("2" * 32, quote="vroeg", tags=("a", "b"))
    shown = made_by(template, late, early, contexts={"1" * 32: "veel te laat"})
    assert shown == "# Libya (crf-nl)\n- 2019-04 vroeg: a, b \n- 2020 laat:  veel te laat\n"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ note.anchor.exact | quote }}", r"> \[x]" + "\n>\n> y"),
        ("{{ note.anchor.exact | inline }}", r"\[x] y"),
        ("{{ note.anchor.exact | code }}", "`[x]␊␊y`"),
        ("{{ note.tags[0] | hashtag }}", "#foreign-policy"),
        ("{{ note.note }}", "<b>"),
    ],
)
def test_filters_make_texts_safe_inside_markdown(excerpt, template, shown):
    made = excerpt(quote="[x]\n\ny", tags=("foreign policy",), text="<b>")
    assert made_by("{% for note in notes %}" + template + "{% endfor %}", made) == shown


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("\n{% for %}", r"mine\.j2 cannot be used \(line 2\): "),
        ("{{ nothing }}", r"mine\.j2 cannot be used: 'nothing' is undefined\."),
        ("{{ notes[0].nope.deeper }}", "cannot be used"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ notes + 1 }}", "cannot be used"),
        ("{{ ''.__class__.__mro__ }}", "is unsafe"),
        ("{% include '/etc/passwd' %}", "cannot be used"),
    ],
)
def test_a_wrong_or_hostile_template_is_refused(excerpt, template, words):
    with pytest.raises(InputError, match=words):
        made_by(template, excerpt())


def test_without_jinja_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(InputError, match=r"pip install 'libya-reader\[template\]'"):
        render("x", [], recogniser=None, library="x", contexts={})
