from anyelir.core.rooms import Room


class CareConfig(Room):
    name = "anyelir.posyandu.care"
    label = "posyandu_care"
    prefix = "posyandu/"

    def ready(self):
        """The rooms below ask whom a referral concerns, and what is known of a posyandu when it is graded."""
        from anyelir.posyandu.care.access import BY_REFERRAL
        from anyelir.posyandu.care.queries.grading import measured_inputs
        from anyelir.posyandu.care.queries.referrals import newest_referrals
        from anyelir.posyandu.day.hooks import when_asked_who_was_referred
        from anyelir.posyandu.register.hooks import when_asked_who_else_sees, when_grading

        when_asked_who_else_sees(BY_REFERRAL)
        when_grading(measured_inputs)
        when_asked_who_was_referred(newest_referrals)
