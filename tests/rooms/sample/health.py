from anyelir.core.health import CHECKS, Check, Door, warning

CHECKS.declare(Check("sample", "Papan", lambda: warning("Papan penuh.", cards=7), (Door.WEB,)))
