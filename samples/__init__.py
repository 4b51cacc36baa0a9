"""Documents of our own making: invented firms and sales, drawn, photographed, and known to the cent.

Not part of the installed product. `python -m samples.make` rebuilds the files that lie here and makes any number of
others by seed.
"""
