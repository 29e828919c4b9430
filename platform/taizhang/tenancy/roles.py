"""Roles: in which capacity somebody acts for a tenant."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of the core; a scheme may name others."""

    CLERK = "clerk"  # 组织干事
    UNIT_SECRETARY = "unit_secretary"  # 述职人,任于一个单位
    COMMITTEE_SECRETARY = "committee_secretary"  # 党委书记
    SUPERVISOR = "supervisor"  # 督办人、验收人
    TELLER = "teller"  # 监票人、计票人
    FINANCE = "finance"  # 财政
    AUDITOR = "auditor"  # 审计
    SYSTEM = "system"  # 时钟、策略、开户
    CLIENT = "client"  # 对接系统，由授权而来，不另行授予


#: Nobody in particular: a ballot is cast without an account, and its actor is constant.
ANYONE = "anyone"
