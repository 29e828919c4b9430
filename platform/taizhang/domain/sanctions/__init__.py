"""Sanctions, and who may be named advanced (组织处理、评先评优资格)."""
