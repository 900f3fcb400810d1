"""In which surroundings git runs: which environment variables, which settings.

There are two kinds of call. Those that read look at what others have committed and trust
nothing that came with it. Those that write act for the user, with the user's own configuration.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

_PREFIX = "GIT_"

# What of the user's own GIT_* variables git may see when it writes: who they are, where their
# configuration is, how they reach a server. The rest is dropped: hooks export the place of
# another repository, and GIT_CONFIG_COUNT or GIT_CONFIG_PARAMETERS can run any program.
_OWN_VARIABLES = (
    *(f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL", "DATE")),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM"),
    *("GIT_ASKPASS", "GIT_HTTP_PROXY_AUTHMETHOD", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT"),
    *("GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY"),
)

# Git's own words are kept in English: they are recognised here, and can be searched for.
_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "C", "NoDefaultCurrentDirectoryInExePath": "1"}


class Profile(NamedTuple):
    """One kind of git call: variables set, settings given, the user's variables *kept*.

    *timeout* is in seconds; None waits for as long as it takes.
    """

    environment: Mapping[str, str]
    options: tuple[str, ...]
    kept: tuple[str, ...]
    timeout: float | None


def _settings(**values: str) -> tuple[str, ...]:
    """``-c`` options; ``core__fsync`` stands for ``core.fsync``."""
    return tuple(
        part
        for name, value in values.items()
        for part in ("-c", f"{name.replace('__', '.')}={value}")
    )


# A stream is read while it is worked on, which may take its time; but no setting of a repository
# that came from elsewhere shall let git wait for ever.
STREAM_TIMEOUT = 600.0

# No setting of the repository's or the machine's may run a program, reach the network,
# replace an object or take a lock. Filters named in the repository's own configuration would
# still run for commands that look at the work tree: only objects are read with this.
READ = Profile(
    environment={
        **_ENGLISH,
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_ASKPASS": "",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    },
    options=(
        *("--no-pager", "--no-replace-objects", "--literal-pathspecs", "--no-optional-locks"),
        *_settings(
            advice__graftFileDeprecated="false",
            core__attributesFile="/dev/null",
            core__fsmonitor="false",
            core__hooksPath="/dev/null",
            core__quotePath="false",
            core__sshCommand="false",
            credential__helper="",
            diff__external="",
            diff__ignoreSubmodules="all",
            diff__orderFile="/dev/null",
            diff__relative="false",
            gc__auto="0",
            gpg__program="gpg",
            log__follow="false",
            log__mailmap="false",
            log__showRoot="true",
            log__showSignature="false",
            maintenance__auto="false",
            protocol__allow="never",
            safe__bareRepository="explicit",
            submodule__recurse="false",
        ),
        *("-c", "gpg.ssh.program=ssh-keygen"),
    ),
    kept=(),
    timeout=30.0,
)

# The user's identity, hooks and signature, never an invented name; and everything on the disk
# before git says that it is done. No timeout: a hook may run long, a signature may ask.
WRITE = Profile(
    environment={**_ENGLISH, "GIT_EDITOR": ":"},
    options=(
        "--no-pager",
        *_settings(
            advice__graftFileDeprecated="false",
            core__fsmonitor="false",
            core__fsync="committed,loose-object,reference,index",
            core__quotePath="false",
            diff__orderFile="/dev/null",
            i18n__commitEncoding="UTF-8",
            safe__bareRepository="explicit",
            user__useConfigOnly="true",
        ),
    ),
    kept=_OWN_VARIABLES,
    timeout=None,
)


@contextmanager
def without_git_variables(kept: tuple[str, ...] = ()) -> Iterator[None]:
    """While this lasts, the process has no GIT_* variables but those *kept*.

    GitPython looks at them itself and hands every variable of the process on to git:
    leaving one out is only possible by taking it away.
    """
    removed = {
        name: os.environ.pop(name)
        for name in [*os.environ]
        if name.startswith(_PREFIX) and name not in kept
    }
    try:
        yield
    finally:
        os.environ.update(removed)
