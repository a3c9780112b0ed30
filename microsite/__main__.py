"""`python -m microsite`: the same door as `build.py`."""

import sys

try:
    from microsite.commands.main import door
except KeyboardInterrupt:  # somebody who thinks better of it need not read where that was
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(door())
