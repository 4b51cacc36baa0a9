"""The formats that documents come in: what a file is, and how its pages become words or pixels."""
