"""Measures the search of the site beside the stock search of the theme, on the same content: `make bench`."""
