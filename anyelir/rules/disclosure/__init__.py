"""Disclosure control: which counts may leave the house without telling of one person.

- ``limits``: k and the finest grain, by audience and day;
- ``cells``: tables of counts and the sums that tie them, built over region and breakdown trees;
- ``intervals``: what others can work out of a hidden count;
- ``suppression``: which cells to hide; ``releases``: the same against everything published before.

Source: handbook, protection [D]; the numbers are rows of ``disclosure_cells.csv`` and ``disclosure_grain.csv``.
"""
