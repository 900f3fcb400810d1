"""Findings in the formats that people and programs read: one function and one line per format.

All are made from one report: the same findings, in the same order, with the same places. What is
waived stands in each of them and is told apart there.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from socialreg.publish.findings.data import as_json
from socialreg.publish.findings.github import github
from socialreg.publish.findings.gitlab import gitlab
from socialreg.publish.findings.junit import junit
from socialreg.publish.findings.people import concise, full, summary
from socialreg.publish.findings.report import Report, impersonal
from socialreg.publish.findings.sarif import sarif

__all__ = ["FORMATS", "WITH_SUMMARY", "FindingFormat", "Report", "impersonal", "summary"]


class FindingFormat(StrEnum):
    """How findings are written; ``FORMATS`` has the function of each."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


FORMATS: Mapping[FindingFormat, Callable[[Report], str]] = {
    FindingFormat.FULL: full,
    FindingFormat.CONCISE: concise,
    FindingFormat.JSON: as_json,
    FindingFormat.GITHUB: github,
    FindingFormat.GITLAB: gitlab,
    FindingFormat.SARIF: sarif,
    FindingFormat.JUNIT: junit,
}

# These end with the summary; beside the others it is told.
WITH_SUMMARY = (FindingFormat.FULL, FindingFormat.CONCISE, FindingFormat.GITHUB)
