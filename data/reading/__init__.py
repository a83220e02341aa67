"""Bytes of an export become rows of text, and rows of text become typed rows with their lineage."""
