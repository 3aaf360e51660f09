"""The kind of deadline of what was handed down with a day for the answers."""

PASSING = "agendas.passing"
