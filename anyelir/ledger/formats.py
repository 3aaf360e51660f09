"""The forms in which books leave; commands offer them before Django runs."""

FORMATS = ("beancount", "hledger", "csv", "xlsx")
