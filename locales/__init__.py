"""Catalogs and the translator: zh_CN (default) and en."""
