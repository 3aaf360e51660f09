"""Indonesian dates and numbers: Selasa, 10 November 2026; 1.234,5."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "d-m-Y"
YEAR_MONTH_FORMAT = "F Y"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j F Y, H.i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
