"""The tables of care: referrals and their steps."""

from anyelir.posyandu.care.models.referral import Referral, ReferralEvent

__all__ = ["Referral", "ReferralEvent"]
