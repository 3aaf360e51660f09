"""``python -m anyelir`` is the same as the console script."""

import sys

from anyelir.commands import main

sys.exit(main())
