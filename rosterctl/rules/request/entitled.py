"""Who may file and record at all, for themselves or for others. No policy can loosen this."""

from __future__ import annotations


def may_file_for(employee: str, acting: str, roles: frozenset[str]) -> bool:
    """Whether somebody may file, or withdraw, for an employee: for oneself, or as a clerk."""
    return employee == acting or "clerk" in roles


def may_record_for(decided_by: str, acting: str, roles: frozenset[str]) -> bool:
    """Whether somebody may record a decision as this employee's: one's own, or as a clerk who holds the paper."""
    return decided_by == acting or "clerk" in roles
