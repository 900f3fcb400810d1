"""A person's name where a role belongs is noticed; a title or a place is not taken for one."""

import pytest

from socialreg.persons import names_a_person

ROLES = """
Bibliotekschef
Bibliotekarie
Förvaltningschef
Enhetschef, förskola och skola
Kommunikatör
Kommunikationschef
Kommunikationsstrateg
Kulturchef
Kommundirektör
Kommunalråd
Rektor
Rektor, Anna Whitlocks gymnasium
Rektor Kristinaskolan
Föreståndare Sankt Eriks park
Verksamhetschef vård och omsorg
Bo- och omvårdnadschef
Per-capita-analytiker
IT-chef
HR-specialist
Ungdomscoach
Näringslivsutvecklare
Badmästare
Simhallsföreståndare
Turistbyråns värd
Administratör
Head of unit
Communications officer
Räddningschef i beredskap
anställd hos anna
""".strip().splitlines()

NAMES = """
Anna Andersson
Anna
Bibliotekarie Anna Andersson
Anna Andersson, bibliotekarie
Kommunikatör (Erik)
Persson
Lars-Erik Öqvist
K. Jönsson
ANNA ANDERSSON
""".strip().splitlines()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_no_person(role: str) -> None:
    assert not names_a_person(role)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_noticed(text: str) -> None:
    assert names_a_person(text)
