"""Rules over a document and its entry; every module lends its tuple RULES."""
