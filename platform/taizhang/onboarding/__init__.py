"""Onboarding: a tenant's file read, checked and applied (开户)."""
