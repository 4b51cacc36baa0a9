"""Measures Justif: accuracy and speed of reading, speed of searching."""
