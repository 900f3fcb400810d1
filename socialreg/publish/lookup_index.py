"""What the browser's search and filters know: ``sokdata.js``, the same in all languages.

It is made from what ``verify`` uses, so the two sides can only differ in how they calculate.
"""

import dataclasses
import datetime as dt
from typing import Any

from socialreg.lookup import Index, Known, Standing
from socialreg.lookup.confusables import table
from socialreg.model import Account
from socialreg.platform_table import Form, Spec, forms, path_pattern, refused_hosts, specs
from socialreg.publish.addresses import shown_handle
from socialreg.publish.groups import Listing, department
from socialreg.publish.javascript import as_javascript
from socialreg.publish.order import alphabetical
from socialreg.publish.timeline import Moment, timeline
from socialreg.text import as_json
from socialreg.web_address import in_ascii, is_linkable


def search_data(index: Index, listing: Listing, as_of: dt.date) -> bytes:
    """The content of ``sokdata.js``."""
    confusables = table()
    return script(
        "data",
        {
            "platforms": [_platform(spec) for spec in specs().values()],
            "refusedHosts": dict(refused_hosts()),
            "confusables": {
                "letters": dict(confusables.letters),
                "sequences": dict(confusables.sequences),
                "affixes": sorted(confusables.affixes),
                "common": confusables.common,
            },
            "ownDomains": [own for domain in index.own_domains if (own := in_ascii(domain))],
            "known": [_known(known) for known in index.known],
            "lives": [_life(account, as_of) for account in _in_order(listing)],
        },
    )


def script(name: str, value: object) -> bytes:
    """A script that gives the other scripts of the site the *value* under that *name*.

    Not JSON, because a page that is opened from a disk may not fetch any.
    """
    return f"socialreg.{name} = {as_json(value, compact=True)};\n".encode()


def _platform(spec: Spec) -> dict[str, Any]:
    return {
        "key": spec.key,
        "name": spec.name,
        "hosts": spec.hosts,
        "subdomains": as_javascript(spec.subdomains),
        "shortHosts": dict(spec.short_hosts),
        "ownDomain": spec.own_domain,
        "ignores": spec.ignores,
        "forms": [_form(form, spec) for form in forms(spec.key)],
        "subpages": as_javascript(spec.subpages),
        "query": dict(spec.query),
        "reserved": sorted(spec.reserved),
        "refused": [
            (reason, [_path(path, spec) for path in paths])
            for reason, paths in spec.refuse_paths.items()
        ],
    }


def _form(form: Form, spec: Spec) -> dict[str, Any]:
    return {
        "pattern": as_javascript(form.pattern),
        "head": form.head,
        "tail": form.tail,
        "prefix": form.prefix,
        "isId": form.is_id,
        "atRoot": form.at_root,
        "paths": [(_path(path, spec), path.startswith("{handle}")) for path in form.paths],
    }


def _path(path: str, spec: Spec) -> str:
    return as_javascript(path_pattern(path, spec.id))


def _known(known: Known) -> dict[str, Any]:
    """What is *known*, without what is empty."""
    fields = {field.name: getattr(known, field.name) for field in dataclasses.fields(known)}
    # Only what is ours today, and without doubt, is ever a link.
    fields["linked"] = (
        known.standing is Standing.OFFICIAL and bool(known.keys) and is_linkable(known.url)
    )
    return {name: value for name, value in fields.items() if value or name == "keys"}


def _in_order(listing: Listing) -> list[Account]:
    """The published accounts in reading order, whatever their status."""
    return sorted(
        listing.accounts.values(),
        key=lambda each: (
            *(alphabetical(department(each)), alphabetical(each.unit), alphabetical(each.name)),
            *(each.platform, each.id),
        ),
    )


def _life(account: Account, as_of: dt.date) -> dict[str, Any]:
    """What filters ask about the *account*, with how it was from when to when."""
    return {
        "id": account.id,
        "name": account.name,
        "group": department(account),
        "unit": account.unit,
        "platform": account.platform,
        "opened": account.opened or "",
        "confirmed": account.confirmed or "",
        "was": [_was(account, moment) for moment in timeline(account, as_of)],
    }


def _was(account: Account, moment: Moment) -> tuple[str, str, str]:
    then = dataclasses.replace(account, handle=moment.handle, url=moment.url)
    return (str(moment.day or ""), moment.status.value, shown_handle(then))
