"""Stations -> the line map: where lines, stations and labels stand, and how they are drawn."""
