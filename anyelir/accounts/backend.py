from django.contrib.auth.backends import ModelBackend


class UsernameOrPhoneBackend(ModelBackend):
    pass
