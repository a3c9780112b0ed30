"""Stations and promises -> the geometry of the line map."""
