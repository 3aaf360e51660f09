"""What beancount says of files: run by an interpreter that has it, which is never that of the site.

``python judge_beancount.py A.beancount B.beancount`` prints JSON: for each file its errors and the sum of each account.
"""

import json
import sys
from collections import defaultdict

from beancount import loader
from beancount.core.data import Transaction


def judged(path):
    entries, errors, _options = loader.load_file(path)
    sums = defaultdict(int)
    for entry in entries:
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                sums[posting.account] += int(posting.units.number)
    return {
        "errors": [error.message for error in errors],
        "sums": {name: sum_ for name, sum_ in sums.items() if sum_},
    }


print(json.dumps([judged(path) for path in sys.argv[1:]]))
