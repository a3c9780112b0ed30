"""The content as open data: tables of plain values, as CSV and as JSON, and what describes them."""
