"""Makes the table of frequent words by which the language of an article is told.

    pip install wordfreq
    python -m training.languages

For each language the most frequent words of wordfreq, the most frequent first; Afrikaans and Frisian, which it does
not have and which look most like Dutch, by hand. Serbian in Cyrillic letters is written out of the same words in
Latin ones.
"""

from __future__ import annotations

import gzip
import re
from importlib import import_module

from reader.intake.language import TABLE

_LANGUAGES = (
    "nl en de fr es it pt ca ro da sv nb fi is pl cs sk sl sh hu lt lv tr id ms fil vi ar fa ur he el ru uk bg mk "
    "hi bn ta"
)
_BY_HAND = {
    "af": "die en van in is het nie n te om wat sy hy dat vir aan met op as ek ons jy dit was word deur ook kan sal "
    "by uit na hulle tot moet so maar oor een haar hierdie nog geen meer of toe my wees baie gaan daar dan al gesê "
    "twee jaar onder teen kom mense sê waar self goed nou tussen omdat eerste u deel sou wie voor soos elke waarop "
    "daarvan hul ander enige",
    "fy": "de it en fan in is dat te op mei foar by wie oan syn hat as dy ek net om út hy ta nei wurde ha der ûnder "
    "oer troch mar sy noch west jier se dizze hie hawwe har ien grutte wurdt wer kaam meast nammen ferskate waard "
    "hjir tusken eigen wat sa kin moat jo ús wy my bist binne hân men",
}
_MOST = 400
_WORD = re.compile(r"[^\W\d_]\w*")
_LATIN = "nj lj dž a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š".split()
_CYRILLIC = "њ љ џ а б в г д ђ е ж з и ј к л м н о п р с т ћ у ф х ц ч ш".split()


def main() -> None:
    """Write the table: a line for each language, its name and its words."""
    top = import_module("wordfreq").top_n_list
    lines = []
    for language in _LANGUAGES.split():
        words = [word for word in top(language, 2 * _MOST, "small") if _WORD.match(word) and "'" not in word][:_MOST]
        lines.append([language, *words])
        if language == "sh":
            lines.append([language, *map(_cyrillic, words)])
    lines += [[language, *dict.fromkeys(words.split())] for language, words in _BY_HAND.items()]
    TABLE.write_bytes(gzip.compress("\n".join(map(" ".join, lines)).encode(), mtime=0))


def _cyrillic(word: str) -> str:
    for latin, cyrillic in zip(_LATIN, _CYRILLIC, strict=True):
        word = word.replace(latin, cyrillic)
    return word


if __name__ == "__main__":
    main()
