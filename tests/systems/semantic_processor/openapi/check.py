# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py PART URL TOKEN: holds openapi.json of the system at URL against its behaviour. Tells what does not
agree, one line each, and ends with 1 then."""
import sys

import answers
import document
import refusals
from contract import Contract

PARTS = {"document": document.check, "answers": answers.check, "refusals": refusals.check}


def main(part, url, token):
    contract = Contract(url, token)
    faults = list(dict.fromkeys(PARTS[part](contract)))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults in {contract.requests} requests")
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
