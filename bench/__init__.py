"""Measurements that print their figures: accuracy and speed of reading, speed of the search."""
