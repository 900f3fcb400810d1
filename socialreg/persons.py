"""Whether a text that should name a role names a person: a guess by common Swedish names."""

import functools
import re

# Common first names of the last hundred years (the lists of Statistics Sweden), but for those
# that are words of their own in roles and places, such as Bo, Sten or Linn.
_COMMON = """
    agneta albin alexander alfred alice alva amanda anders andreas anette angelica anita ann anna
    anne annika anton arne arvid astrid axel barbro bengt berit birgit birgitta björn bodil britt
    camilla carina caroline cecilia charlotte christer christian christina christoffer claes
    clara daniel david ebba elias elin elisabet elisabeth ella ellen elsa emelie emil emilia emma
    eric erik erika eva fatima felicia filip fredrik frida gabriel gabriella george gerd göran
    greta gun gunilla gunnar gustaf gustav hampus hanna hannah hans helena helene henrik håkan
    ibrahim ida inga inger ingegerd ingela ingrid irene isabella isak jakob jan janne jasmine
    jennifer jenny jens jesper jessica joakim johan johanna johannes john jonas jonathan josef
    josefin josefine julia karin karl katarina kenneth kerstin kjell kristian kristina kristoffer
    lars lasse laura leif lena lennart linda linnea linnéa linus lisa louise lovisa lucas ludvig
    magnus maja malin margareta margaretha maria marianne marie markus martin matilda mattias
    mikael mohamed mohammad moa monica monika märta märit nils nina olle olof oscar oskar patrik
    pelle pernilla peter petra pia pontus rebecka robert robin roger roland rolf rune sandra
    sara sebastian simon sofia sofie stefan stina susanne svante sven therese thomas tobias tomas
    tommy torbjörn tove ulf ulla ulrika viktor viktoria vilhelm wilma yvonne åke åsa
"""
_FIRST_NAMES = frozenset(_COMMON.split())
# What is called after a person, and is none: the school of Anna Whitlock.
_is_place = re.compile(
    r".*(?:skola|gymnasi(?:um|et)|gård|park|kyrka|museum|museet|hus|plan|plats|väg|gata|hem)"
    r"(?:n|en|et)?s?"
).fullmatch
_word = re.compile(r"[^\W\d_]+")
_SHORTEST_SURNAME = len("Olsson")


@functools.lru_cache(maxsize=4096)
def names_a_person(role: str) -> bool:
    """Whether *role* seems to be, or to hold, a person's name.

    A place may be called after a person, and what begins with a small letter is no name.
    """
    return any(map(_holds_a_name, re.split(r"[,;:()/]", role)))


def _holds_a_name(text: str) -> bool:
    words = _word.findall(text)
    return any(map(_is_name, words)) and not any(_is_place(word.lower()) for word in words)


def _is_name(word: str) -> bool:
    if not word[0].isupper():
        return False
    is_surname = word.lower().endswith("sson") and len(word) >= _SHORTEST_SURNAME
    return is_surname or word.lower() in _FIRST_NAMES
