"""Sheets of paper in a picture: where they lie, how they are bent, and how they look when laid flat."""
