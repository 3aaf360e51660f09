"""Addresses of care; the three rooms of posyandu share one namespace."""

from django.urls import path

from anyelir.posyandu.care.views import children, papers, referrals, result

app_name = "posyandu"
urlpatterns = [
    path("anak/", children.children, name="children"),
    path("anak/<uuid:pk>/", children.child, name="child"),
    path("anak/<uuid:pk>/rujuk/", referrals.refer, name="refer"),
    path("rujukan/", referrals.referral_inbox, name="referral-inbox"),
    path("rujukan/<uuid:pk>/", referrals.referral, name="referral"),
    path("hasil/<uuid:pk>/", result.result, name="result"),
    path("hasil/<uuid:pk>/lembar/", papers.issue, name="issue-result"),
    path("hasil/<uuid:pk>/lembar.pdf", papers.paper, name="result-paper"),
]
