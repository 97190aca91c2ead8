"""The names that are known beforehand."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.names import NameTable, Own, read_own, shipped_table
from reader.names.table import Listed, key


@pytest.mark.parametrize(
    ("form", "label", "name"),
    [
        ("VAE", "LOC", "Verenigde Arabische Emiraten"),
        ("Emiraten", "LOC", "Verenigde Arabische Emiraten"),
        ("Verenigde Arabische Emiraten", "LOC", "Verenigde Arabische Emiraten"),
        ("LNA", "ORG", "Libische Nationale Leger"),
        ("Libisch Nationaal Leger", "ORG", "Libische Nationale Leger"),
        ("Erdoğan", "PER", "Recep Tayyip Erdogan"),
        ("haftar", "PER", "Khalifa Haftar"),
        ("Wagner‑groep", "MISC", "Wagner"),
        ("Wagner", "PER", None),
        ("is", "ORG", None),
        ("Jansen", "PER", None),
    ],
)
def test_a_form_stands_for_its_name(form, label, name):
    listed = shipped_table().get(form, label)
    assert (listed.name if listed else None) == name


def test_no_form_is_shipped_for_two_names():
    forms = Counter(
        (key(form), listed.label == "PER")
        for listed in shipped_table().all
        for form in {key(form): form for form in (listed.name, *listed.forms)}.values()
    )
    assert [form for form, count in forms.items() if count > 1] == []


def test_items_of_wikidata_are_told_once_each():
    items = Counter(listed.wikidata for listed in shipped_table().all if listed.wikidata)
    assert items.most_common(1)[0][1] == 1
    assert all(item[0] == "Q" and item[1:].isdigit() for item in items)


def test_the_users_names_go_before_the_shipped_ones_and_may_stand_for_them():
    table = shipped_table((Listed("Haftar senior", "PER", ("Haftar",)), Listed("LNA", "ORG", ("het leger",))))
    assert table.get("Haftar", "PER").name == "Haftar senior"
    assert table.get("het leger", "ORG").name in {"LNA", "Libische Nationale Leger"}


def test_names_that_stand_for_one_another_come_to_an_end():
    table = NameTable((), (Listed("A-naam", "PER", ("B-naam",)), Listed("B-naam", "PER", ("A-naam",))))
    assert table.get("A-naam", "PER") is not None


def test_a_file_of_own_names_says_form_label_and_what_it_stands_for(tmp_path):
    path = tmp_path / "gazetteer.tsv"
    path.write_text("name\tlabel\tstands for\n# mine\n\nHafta\tper\tKhalifa Haftar\nHmeimim\tLOC\n", encoding="utf-8")
    read = read_own(path)
    own, problems = read.names, [*read.problems]
    assert own == (Listed("Khalifa Haftar", "PER", ("Hafta",)), Listed("Hmeimim", "LOC"))
    assert problems == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Hafta", "“” is no label"),
        ("Hafta\tperson", "“person” is no label"),
        ("\tPER", "there is no name"),
        ("x" * 300 + "\tPER", "there is no name"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path, line, reason):
    path = tmp_path / "gazetteer.tsv"
    path.write_text(f"Tripoli\tLOC\n{line}\n", encoding="utf-8")
    read = read_own(path)
    own, problems = read.names, [*read.problems]
    assert [listed.name for listed in own] == ["Tripoli"]
    assert len(problems) == 1
    assert problems[0].startswith(f"gazetteer.tsv, line 2: {reason}")


def test_no_file_is_no_names(tmp_path):
    assert read_own(tmp_path / "gazetteer.tsv") == Own()
