"""`python -m microsite`: the same door as `build.py`."""

import sys

from microsite.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
