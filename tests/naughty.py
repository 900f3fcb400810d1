"""Text that wants to be more than text, and a register with it in every field."""

import dataclasses
from datetime import date

from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Contact,
    Edition,
    Guidelines,
    Office,
    Organisation,
    Part,
    Pause,
    PlatformStop,
    Previous,
    Register,
    Review,
    Settings,
    Site,
    Status,
)
from socialreg.publish.publication import Publication

NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</title></style></textarea><svg/onload=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}${7*7}%(name)s{0}{name}",
    "javascript:alert(1)",
    "<iframe src='https://evil.example/'></iframe>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnisrever\u202c\u0000\u001b[31m\ufeff\u2028\ud83d\udc68\u200d\ud83d\udc69".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
    "Ω≈ç√∫µ≤≥÷ 社會科學院語學研究所 \u0645\u0631\u062d\u0628\u0627",
    "A" * 400,
    "Ǎ̷̈́" * 40,
)


def naughty_publication(text: str) -> Publication:
    """A register with *text* wherever a file can hold text."""
    day = date(2026, 9, 15)
    one = Account(
        id="ett",
        name=text,
        platform="facebook",
        handle=text,
        url=text,
        platform_id=text,
        unit=text,
        department=text,
        purpose=text,
        audience=text,
        languages=("sv", text),
        status=Status.ACTIVE,
        opened=day,
        confirmed=day,
        note=text,
        contact=Contact(role=text, deputy=text, email=text),
        application=Application(received=day, guidelines=text),
        approvals=(Approval(as_=Part.MANAGER, role=text, date=day, reference=text),),
        reviews=(Review(date=day, role=text),),
        previous=(Previous(handle=text, url=text, until=day), Previous(url=text, until=day)),
    )
    closing = Closing(date=day, reason=text, archive=text, successor="ett")
    two = dataclasses.replace(one, id="tva", status=Status.CLOSED, closing=closing)
    settings = Settings(
        organisation=Organisation(name=text, code=text, number=text, website=text),
        contact=Office(name=text, email=text, phone=text),
        site=Site(url=text, accessibility=text, privacy=text, report=text, own_domains=(text,)),
    )
    guidelines = naughty_guidelines(text, day)
    register = Register(settings=settings, guidelines=guidelines, accounts=(one, two), as_of=day)
    return Publication(register=register, updated=day)


def naughty_guidelines(text: str, day: date) -> Guidelines:
    """Guidelines with *text* wherever they can hold text."""
    return Guidelines(
        editions=(
            Edition(
                id=text,
                from_=day,
                name=text,
                url=text,
                approvers={Part.MANAGER: (text, text)},
                closed_platforms=(PlatformStop(platform="x", since=day, reason=text),),
                pauses=(Pause(from_=day, to=day, name=text),),
            ),
        )
    )
