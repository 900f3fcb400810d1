"""A small register of a municipality that does not exist, with every kind of account in it."""

from datetime import date, timedelta

from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Contact,
    Duty,
    Edition,
    Evidence,
    Guidelines,
    HandleFate,
    Impostor,
    Kind,
    Limits,
    Office,
    Organisation,
    Part,
    Posts,
    Previous,
    Register,
    Reply,
    Report,
    ReportOutcome,
    Rest,
    Review,
    Settings,
    Site,
    Source,
    Status,
    Waiver,
)
from socialreg.publish.publication import Publication
from socialreg.publish.site import makers
from socialreg.standing import stands

CULTURE = "Kultur- och fritidsförvaltningen"
OFFICE = "Kommunledningskontoret"
SCHOOLS = "Barn- och utbildningsförvaltningen"
GUIDELINES = Guidelines(
    editions=(
        Edition(
            id="2018-11",
            from_=date(2018, 11, 1),
            limits=(Limits(answer_within_hours=24, monitor_times_a_day=1),),
        ),
    )
)
COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b"


def sample_settings() -> Settings:
    return Settings(
        organisation=Organisation(
            name="Sjöhamns kommun",
            code="0099",
            number="212000-0142",
            website="https://www.sjohamn.example/",
        ),
        contact=Office(
            name="Kommunikationsavdelningen",
            email="kommunikation@sjohamn.example",
            phone="0999-123 45",
        ),
        site=Site(
            url="https://sociala-medier.sjohamn.example/",
            color="#0b5a6b",
            color_dark="#7fd0e0",
            accessibility="https://www.sjohamn.example/tillganglighet",
            privacy="https://www.sjohamn.example/personuppgifter",
            report="https://www.sjohamn.example/felanmalan",
        ),
    )


def sample_register() -> Register:
    """Twelve accounts to publish, and three that are not for the public."""
    return Register(
        settings=sample_settings(),
        guidelines=sample_guidelines(),
        accounts=(*_culture(), *_office(), *_schools(), *_closed(), *_unpublished()),
        impostors=sample_impostors(),
        as_of=date(2026, 11, 14),
        evidence=Evidence(
            posts={
                "sjohamns-bibliotek-facebook": posts(3, 3, 4, 3),
                "sjohamns-kommun-facebook": posts(3, 1, 2, 0),
            }
        ),
    )


def sample_impostors() -> tuple[Impostor, ...]:
    """A fake that is gone and one of which hardly anything is known."""
    return (
        Impostor(
            id="sjohamnsbib1iotek-facebook",
            platform="facebook",
            handle="sjohamnsbib1iotek",
            url="https://www.facebook.com/sjohamnsbib1iotek",
            name="Sjöhamns bibliotek – vinnare!",
            imitates="sjohamns-bibliotek-facebook",
            discovered=date(2026, 3, 1),
            outcome=ReportOutcome.REMOVED,
            outcome_date=date(2026, 3, 9),
            note="Anmälan ligger i e-arkivet.",
            reports=(
                Report(to="Facebook", date=date(2026, 3, 1), reference="4711"),
                Report(to="Polisen", date=date(2026, 3, 2)),
            ),
        ),
        Impostor(
            id="100099999999999-facebook",
            platform="facebook",
            platform_id="100099999999999",
            url="https://www.facebook.com/profile.php?id=100099999999999",
            discovered=date(2026, 11, 10),
        ),
    )


def sample_guidelines() -> Guidelines:
    """Guidelines that ask for posts on Facebook only, and for everything that people attest."""
    limits = (
        Limits(answer_within_hours=24, monitor_times_a_day=1, review_every_months=12),
        Limits(platforms=("facebook",), posts=Posts(minimum=2, recommended=(3, 4))),
    )
    edition = Edition(id="2018-11", from_=date(2018, 11, 1), limits=limits)
    return Guidelines(editions=(edition,))


def posts(*counts: int) -> dict[date, int]:
    """So many posts in the weeks up to the last one before the register's day."""
    first = date(2026, 11, 9) - timedelta(weeks=len(counts))
    return {first + timedelta(weeks=week): count for week, count in enumerate(counts)}


def sample_publication() -> Publication:
    register = sample_register()
    return Publication(
        register=register,
        stands={account.id: stands(account, register) for account in register},
        updated=date(2026, 11, 14),
        commit=COMMIT,
    )


def made(publication: Publication) -> dict[str, bytes]:
    """The site of the *publication*: the path and content of every file."""
    return {path: make() for path, make in makers(publication)}


def _yes(*besides: tuple[Duty, Reply]) -> dict[Duty, Reply]:
    asked = (
        Duty.REPLIES_WITHIN_24H,
        Duty.REPLIES_SIGNED,
        Duty.LOGO_IN_PICTURE,
        Duty.COVER_RELATED,
        Duty.COPYRIGHT_RESPECTED,
        Duty.NO_ADVERTISING,
    )
    return dict.fromkeys(asked, Reply.YES) | dict(besides)


def _culture() -> tuple[Account, ...]:
    library = Contact(
        role="Bibliotekschef", deputy="Bibliotekarie", email="biblioteket@sjohamn.example"
    )
    return (
        Account(
            id="sjohamns-bibliotek-facebook",
            name="Sjöhamns bibliotek",
            platform="facebook",
            handle="sjohamnsbibliotek",
            url="https://www.facebook.com/sjohamnsbibliotek",
            platform_id="100064812345678",
            unit="Sjöhamns bibliotek",
            department=CULTURE,
            purpose="Boktips, öppettider och evenemang på kommunens tre bibliotek.",
            audience="Alla som bor i eller besöker Sjöhamn",
            languages=("sv", "en"),
            status=Status.ACTIVE,
            opened=date(2019, 3, 1),
            confirmed=date(2026, 9, 15),
            note="Lösenordet byts när någon slutar.",
            contact=library,
            application=Application(
                received=date(2019, 2, 10),
                guidelines="2018-11",
                source=Source(system="open-eplatform", id="6850"),
            ),
            approvals=(
                Approval(
                    as_=Part.MANAGER,
                    role="Förvaltningschef",
                    date=date(2019, 2, 14),
                    reference="KFN 2019/12",
                ),
                Approval(
                    as_=Part.COMMUNICATIONS, role="Kommunikationschef", date=date(2019, 2, 20)
                ),
            ),
            reviews=(
                Review(date=date(2025, 9, 3), role="Kommunikatör", answers=_yes()),
                Review(
                    date=date(2026, 9, 15),
                    role="Kommunikatör",
                    answers=_yes((Duty.CONSENTS_SIGNED, Reply.NOT_APPLICABLE)),
                ),
            ),
            previous=(
                Previous(
                    handle="sjohamnsbib",
                    url="https://www.facebook.com/sjohamnsbib",
                    until=date(2021, 5, 4),
                ),
            ),
        ),
        Account(
            id="sjohamns-bibliotek-instagram",
            name="Sjöhamns bibliotek",
            platform="instagram",
            handle="sjohamns_bibliotek",
            url="https://www.instagram.com/sjohamns_bibliotek/",
            unit="Sjöhamns bibliotek",
            department=CULTURE,
            purpose="Vardagen på biblioteket i bilder.",
            status=Status.ACTIVE,
            opened=date(2021, 2, 1),
            confirmed=date(2026, 9, 15),
            contact=library,
            reviews=(
                Review(
                    date=date(2026, 9, 15),
                    role="Kommunikatör",
                    answers=_yes((Duty.MONITORED_DAILY, Reply.NO)),
                ),
            ),
            waivers=(
                Waiver(
                    rule="MON002",
                    reason="Vikarie söks",
                    approved_by="Kommunikationschef",
                    until=date(2026, 12, 31),
                ),
            ),
        ),
        Account(
            id="kultur-och-fritid-mastodon",
            name="Sjöhamn Kultur och fritid",
            platform="mastodon",
            handle="kulturfritid@social.sjohamn.example",
            url="https://social.sjohamn.example/@kulturfritid",
            unit="Kulturenheten",
            department=CULTURE,
            purpose="Nyheter om kultur, idrott och friluftsliv.",
            status=Status.ACTIVE,
            opened=date(2023, 1, 16),
            confirmed=date(2026, 11, 2),
            contact=Contact(role="Kultursekreterare", email="kultur@sjohamn.example"),
        ),
        Account(
            id="hamnfestivalen-facebook",
            name="Hamnfestivalen",
            platform="facebook",
            handle="hamnfestivalen",
            url="https://www.facebook.com/hamnfestivalen",
            kind=Kind.CAMPAIGN,
            unit="Kulturenheten",
            department=CULTURE,
            purpose="Program och information under festivalveckan.",
            status=Status.DORMANT,
            opened=date(2018, 4, 10),
            confirmed=date(2026, 8, 20),
            contact=Contact(role="Festivalsamordnare", email="festival@sjohamn.example"),
            rests=(
                Rest(
                    from_=date(2025, 9, 1),
                    until=date(2026, 5, 4),
                    reason="Mellan två festivaler",
                ),
                Rest(from_=date(2026, 9, 7)),
            ),
            waivers=(
                Waiver(
                    rule="ACT001",
                    reason="Vilar mellan festivalerna",
                    approved_by="Kommunikationschef",
                    until=date(2027, 3, 31),
                ),
            ),
        ),
    )


def _office() -> tuple[Account, ...]:
    return (
        Account(
            id="sjohamns-kommun-facebook",
            name="Sjöhamns kommun",
            platform="facebook",
            handle="sjohamn",
            url="https://www.facebook.com/sjohamn",
            unit="Kommunikationsavdelningen",
            department=OFFICE,
            purpose="Nyheter, störningar och beslut som rör dig som bor här.",
            status=Status.ACTIVE,
            opened=date(2011, 9, 12),
            confirmed=date(2026, 11, 9),
            contact=Contact(role="Kommunikationschef", email="kommunikation@sjohamn.example"),
        ),
        Account(
            id="sjohamns-kommun-youtube",
            name="Sjöhamns kommun",
            platform="youtube",
            handle="sjöhamn",
            url="https://www.youtube.com/@sjöhamn",
            unit="Kommunikationsavdelningen",
            department=OFFICE,
            purpose="Sändningar från kommunfullmäktige och filmer om kommunens service.",
            languages=("sv", "swl"),
            status=Status.ACTIVE,
            opened=date(2012, 1, 30),
            confirmed=date(2026, 11, 9),
            contact=Contact(role="Kommunikationschef", email="kommunikation@sjohamn.example"),
        ),
        Account(
            id="kommundirektoren-threads",
            name="Kommundirektören",
            platform="threads",
            handle="kommundirektor_sjohamn",
            url="https://www.threads.com/@kommundirektor_sjohamn",
            kind=Kind.OFFICIAL,
            unit="Kommundirektören",
            department=OFFICE,
            purpose="Kommundirektören berättar om sitt arbete.",
            status=Status.ACTIVE,
            opened=date(2024, 5, 2),
            confirmed=date(2026, 11, 9),
            contact=Contact(role="Kommundirektör", email="kommunikation@sjohamn.example"),
            reviews=(
                Review(
                    date=date(2026, 11, 9),
                    role="Kommundirektör",
                    answers={Duty.OFFICIAL_ROLE_STATED: Reply.YES, Duty.NO_ADVERTISING: Reply.YES},
                ),
            ),
        ),
    )


def _schools() -> tuple[Account, ...]:
    return (
        Account(
            id="angsskolan-podcast",
            name="Ängsskolans elevpodd",
            platform="podcast",
            url="https://podd.sjohamn.example/angsskolan",
            unit="Ängsskolan",
            department=SCHOOLS,
            purpose="Elever i årskurs 8 intervjuar människor i bygden.",
            status=Status.ACTIVE,
            opened=date(2025, 8, 20),
            contact=Contact(role="Rektor", email="angsskolan@sjohamn.example"),
        ),
    )


def _closed() -> tuple[Account, ...]:
    return (
        Account(
            id="sjohamns-simhall-instagram",
            name="Sjöhamns simhall",
            platform="instagram",
            handle="sjohamn_simhall",
            url="https://www.instagram.com/sjohamn_simhall/",
            unit="Sjöhamns simhall",
            department=CULTURE,
            purpose="Öppettider och nyheter från simhallen.",
            status=Status.CLOSED,
            opened=date(2016, 10, 3),
            confirmed=date(2025, 2, 11),
            contact=Contact(role="Anläggningschef", email="simhallen@sjohamn.example"),
            closing=Closing(
                date=date(2025, 6, 1),
                reason="Simhallen följs numera i förvaltningens gemensamma konto",
                archive="Skärmbilder i e-arkivet, KFN 2025/88",
                handle=HandleFate.RELEASED,
                successor="kultur-och-fritid-mastodon",
            ),
        ),
        Account(
            id="sjohamns-kommun-x",
            name="Sjöhamns kommun",
            platform="x",
            handle="sjohamn",
            url="https://x.com/sjohamn",
            unit="Kommunikationsavdelningen",
            department=OFFICE,
            purpose="Korta nyheter från kommunen.",
            status=Status.CLOSED,
            opened=date(2010, 3, 15),
            confirmed=date(2023, 8, 30),
            closing=Closing(
                date=date(2023, 12, 31),
                reason="Plattformen når inte längre våra invånare.",
                archive="Exportfil i e-arkivet, KS 2023/412",
                handle=HandleFate.KEPT,
                successor="sjohamns-kommun-facebook",
            ),
        ),
        Account(
            id="naringsliv-blogg",
            name="Näringslivsbloggen",
            platform="blog",
            url="https://naringsliv.sjohamn.example/",
            unit="Näringslivsenheten",
            department=OFFICE,
            status=Status.CLOSED,
            closing=Closing(date=date(2015, 5, 29), handle=HandleFate.REMOVED_BY_PLATFORM),
        ),
        Account(
            id="turistbyran-google-plus",
            name="Sjöhamns turistbyrå",
            platform="google-plus",
            handle="SjöhamnTurism",
            url="https://plus.google.com/+SjöhamnTurism",
            unit="Turistbyrån",
            status=Status.CLOSED,
        ),
    )


def _unpublished() -> tuple[Account, ...]:
    """An application, a refusal and an account that is not open yet."""
    return tuple(
        Account(
            id=f"{status}-tiktok",
            name=f"Hemligt ({status})",
            platform="tiktok",
            handle=f"hemligt.{status}",
            url=f"https://www.tiktok.com/@hemligt.{status}",
            unit="Fritidsgården",
            department=CULTURE,
            status=status,
        )
        for status in (Status.APPLIED, Status.DECLINED, Status.APPROVED)
    )
