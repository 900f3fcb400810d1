"""The numbers by which a Swedish public body is known, checked and written in one way."""

import re

_NUMBER = re.compile(r"(?:16)?(\d{6})-?(\d{4})", re.ASCII)
_CODE = re.compile(r"\d{4}", re.ASCII)

# The sum of the digits of twice each digit.
_DOUBLED = str.maketrans("0123456789", "0246813579")


def organisation_number(text: str) -> str | None:
    """The organisation number that *text* means, written ``212000-1165``, or None.

    Ten digits, with or without the hyphen and the leading 16 of tax forms. The third digit is
    at least 2, which tells it from a personal identity number; the last is Luhn's check digit.
    """
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    first, last = found.groups()
    if first[2] < "2" or not has_check_digit(first + last):
        return None
    return f"{first}-{last}"


def municipality_code(text: str) -> str | None:
    """Statistics Sweden's code of a municipality, four digits such as ``1284``, or None."""
    return text.strip() if _CODE.fullmatch(text.strip()) else None


def has_check_digit(digits: str) -> bool:
    """Whether the last of *digits* is Luhn's check digit of the others."""
    doubled = digits[::2].translate(_DOUBLED)
    return sum(map(int, doubled + digits[1::2])) % 10 == 0
