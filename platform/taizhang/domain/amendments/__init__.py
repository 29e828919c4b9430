"""Correcting and annulling recorded facts (更正、作废), for every area alike."""
