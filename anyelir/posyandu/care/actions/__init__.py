"""Every write of care that has a rule: one door for forms, phones, spreadsheets and commands."""

from anyelir.posyandu.care.actions.papers import issue_result_paper
from anyelir.posyandu.care.actions.referring import answer_referral, create_referral

__all__ = ["answer_referral", "create_referral", "issue_result_paper"]
