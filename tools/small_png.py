"""A screenshot in a third of its bytes: 256 colours are enough for text and flat grounds.

Only what Chromium writes is read: eight bits a channel, red, green and blue, not interlaced.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB = 2
_PALETTE = 3
_COLOURS = 256
_CHANNELS = 3

Pixel = tuple[int, int, int]


def small(png: bytes) -> bytes:
    """*png* with its 256 most frequent colours, and each other one as the nearest of them."""
    header, data = b"", b""
    for kind, content in _chunks(png):
        header = content if kind == b"IHDR" else header
        data += content if kind == b"IDAT" else b""
    width, height, bits, colour, *_rest, interlaced = struct.unpack(">IIBBBBB", header)
    if (bits, colour, interlaced) != (8, _RGB, 0):
        raise ValueError("not the kind of PNG that Chromium writes")
    rows = list(_rows(zlib.decompress(data), width, height))
    counted = Counter(pixel for row in rows for pixel in row)
    palette = sorted(pixel for pixel, _count in counted.most_common(_COLOURS))
    place = {pixel: number for number, pixel in enumerate(palette)}
    for pixel in counted.keys() - place.keys():
        place[pixel] = place[min(palette, key=lambda known: _distance(known, pixel))]
    lines = b"".join(b"\0" + bytes(map(place.__getitem__, row)) for row in rows)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _PALETTE, 0, 0, 0)),
            _chunk(b"PLTE", bytes(channel for pixel in palette for channel in pixel)),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        yield kind, png[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", checksum)


def _rows(raw: bytes, width: int, height: int) -> Iterator[list[Pixel]]:
    """The pixels of each row, with PNG's filters undone (PNG specification, chapter 9)."""
    length = width * _CHANNELS
    above = bytearray(length)
    for number in range(height):
        start = number * (length + 1)
        row = bytearray(raw[start + 1 : start + 1 + length])
        _unfilter(raw[start], row, above)
        yield list(zip(row[0::3], row[1::3], row[2::3], strict=True))
        above = row


def _unfilter(kind: int, row: bytearray, above: bytearray) -> None:
    for place in range(len(row)) if kind else ():
        left = row[place - _CHANNELS] if place >= _CHANNELS else 0
        corner = above[place - _CHANNELS] if place >= _CHANNELS else 0
        guess = (left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))
        row[place] = (row[place] + guess[kind - 1]) & 0xFF


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda known: abs(guess - known))


def _distance(one: Pixel, other: Pixel) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
