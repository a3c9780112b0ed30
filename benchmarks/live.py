"""How long it takes from a save to the page: the distribution over many saves, in a real browser.

    python -m benchmarks.live content              # --saves 50, --json FILE
    python -m benchmarks.live tests/sites/other --saves 20

The content folder is copied, and changed in the copy. Each kind of change is timed from the moment before the file is
written, by clocks of one machine: the output file by the time in which it was written, the page by an observer in the
browser that is told of the change itself (`performance.timeOrigin`), never by looking again and again.
"""
