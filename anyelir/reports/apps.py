from anyelir.core.rooms import Room


class ReportsConfig(Room):
    name = "anyelir.reports"
    label = "reports"
    mounts_last = True

    def ready(self):
        """Sums by region follow the regions."""
        from anyelir.regions.replacing import when_codes_change

        when_codes_change(_follow)


def _follow(codes: dict[str, str]) -> None:
    # The engine is imported when a region changes: web processes start without it.
    from anyelir.reports.keeping import follow_codes

    follow_codes(codes)
