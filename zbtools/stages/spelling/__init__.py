"""Spelling: other punctuation or another script, only where the user asks for it."""

from zbtools.stages.spelling.respell import respell

__all__ = ["respell"]
