"""Settings of the site; every option comes from the environment and has a safe default."""

from __future__ import annotations

import sys
from pathlib import Path

from anyelir import env, keyfiles, place
from anyelir.emptiness import holds_data

PACKAGE = Path(__file__).resolve().parent
_place = place.of_this_site()
VAR = _place.var
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("ANYELIR_DEBUG", False)
DEMO = env.flag("ANYELIR_DEMO", False)
# Programs of this machine ask by its own names: the supervisor, curl for /health, Prometheus for /metrics.
OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*dict.fromkeys([*filter(None, env.text("ANYELIR_HOSTS").split(",")), *OWN_NAMES])]
CSRF_TRUSTED_ORIGINS = [origin for origin in env.text("ANYELIR_ORIGINS").split(",") if origin]

LOCAL_APPS = [
    "anyelir.core",
    "anyelir.accounts",
    "anyelir.regions",
    "anyelir.files",
    "anyelir.documents",
    "anyelir.deadlines",
    "anyelir.channels",
    "anyelir.partners",
    "anyelir.membership",
    "anyelir.ledger",
    "anyelir.commitments",
    "anyelir.families",
    "anyelir.secretariat",
    "anyelir.agendas",
    "anyelir.meetings",
    "anyelir.contributions",
    "anyelir.arisan",
    "anyelir.books",
    "anyelir.handovers",
    "anyelir.honours",
    "anyelir.calendars",
    "anyelir.enterprise.groups",
    "anyelir.enterprise.catalogue",
    "anyelir.enterprise.trade",
    "anyelir.enterprise.permits",
    "anyelir.enterprise.aid",
    "anyelir.enterprise.orders",
    "anyelir.enterprise.assistance",
    "anyelir.enterprise.outcome",
    "anyelir.enterprise.fund",
    "anyelir.enterprise.books",
    "anyelir.enterprise.publishing",
    "anyelir.enterprise.intake",
    "anyelir.programmes.plan",
    "anyelir.posyandu.register",
    "anyelir.posyandu.day",
    "anyelir.posyandu.care",
    "anyelir.posyandu.eppgbm",
    "anyelir.reports",
    "anyelir.exchange",
    "anyelir.web",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    *LOCAL_APPS,
]
MIDDLEWARE = [
    "anyelir.web.middleware.RequestIdMiddleware",
    "anyelir.web.guards.NobodyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the check of the form's own token, which reads the body.
    "anyelir.web.guards.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "anyelir.web.guards.HeadersMiddleware",
    "anyelir.web.middleware.AttemptsMiddleware",
    "anyelir.accounts.middleware.DeviceMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "anyelir.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anyelir.web.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "anyelir.urls"
WSGI_APPLICATION = "anyelir.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "anyelir.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": _place.database}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at BEGIN, so two writers wait for each other instead of failing half-way;
    # synchronous stays FULL because a receipt to a phone must survive a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;"
        # Without it INSERT OR REPLACE deletes a row without asking the triggers that forbid it.
        " PRAGMA recursive_triggers=ON;"
        " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
    }
else:
    # PostgreSQL would compile every large query anew, for 50 ms or more; here most take less than that.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

# The keys lie beside the data folder, so that a copy of the one does not carry the other (docs/adr/0020).
_keys = keyfiles.open_folder(
    _place.keys, data_folder=VAR, holds_data=lambda: holds_data(DATABASES["default"])
)
KEYS = _keys.path
SECRET_KEY = _keys.secret("SECRET_KEY")
# Rings, because these are replaced while the site runs (anyelir keys rotate): NIK and phone numbers, their blind index.
FIELD_KEYS = _keys.ring("FIELD_KEY")
INDEX_KEYS = _keys.ring("INDEX_KEY")
# Digests of sessions, codes and operations, which nobody can make anew under another key.
CODE_KEY = _keys.secret_of_codes(INDEX_KEYS)
# Signs closed months.
SIGNING_KEY = _keys.secret("SIGNING_KEY")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "anyelir.accounts.backend.UsernameOrPhoneBackend",
]
PASSWORD_HASHERS = ["anyelir.accounts.hashers.QueuedArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "anyelir.accounts.passwords.NotAboutOneselfValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
OTP_TOTP_ISSUER = "Anyelir"
REQUIRE_SECOND_FACTOR = env.flag("ANYELIR_SECOND_FACTOR", not DEMO)

# How many proxies of ours stand in front of the site, or which; nobody else may tell the address of a visitor.
PROXY_COUNT, PROXY_NETWORKS = env.proxies("ANYELIR_PROXIES")
SESSION_ENGINE = "anyelir.accounts.session_store"
# The longest term of any role (membership.roles); each session has its own below it.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
BEHIND_TLS = env.flag("ANYELIR_TLS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
# Browsers take a cookie of this prefix from this host alone, over TLS, for the whole site.
COOKIE_PREFIX = "__Host-" if BEHIND_TLS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sesi"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}bahasa"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}perangkat"
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("ANYELIR_TIME_ZONE", "Asia/Jakarta")
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["anyelir.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "anyelir.web.storage.ModuleStaticStorage"},
}
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest form without a file: a few hundred fields. A file has its own limit, for whoever may import.
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
IMPORT_MAX_BYTES = env.number("ANYELIR_IMPORT_MAX_BYTES", 25 * 1024 * 1024)

# Ways by which messages leave, the first that leads to an address is taken; "file" writes them into OUTBOX.
CHANNELS = env.word_list("ANYELIR_CHANNELS", "file", among=("file", "smtp", "sms", "whatsapp"))
OUTBOX = VAR / "outbox"
# Campaigns that rules/data/campaigns.csv does not know yet.
CAMPAIGNS = env.periods("ANYELIR_CAMPAIGNS")
SMS_URL, SMS_TOKEN = env.web_address("ANYELIR_SMS_URL"), env.text("ANYELIR_SMS_TOKEN")
MAIL = env.mail_server("ANYELIR_SMTP_URL")
globals().update(MAIL)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("ANYELIR_MAIL_FROM", "anyelir@localhost")
if ("sms" in CHANNELS and not SMS_URL) or ("smtp" in CHANNELS and not MAIL):
    raise env.BadSetting("ANYELIR_CHANNELS: sms needs ANYELIR_SMS_URL, smtp needs ANYELIR_SMTP_URL")
# JSON for programs, key=value for a person at a terminal.
LOG_FORMAT = env.choice("ANYELIR_LOG", "text" if sys.stderr.isatty() else "json", ("json", "text"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"own_line_says_it": {"()": "anyelir.core.log_lines.OwnLineSaysIt"}},
    "formatters": {
        "json": {"()": "anyelir.core.log_lines.Json"},
        "text": {"()": "anyelir.core.log_lines.Text"},
    },
    "handlers": {
        "console": {
            "class": "anyelir.core.console.Console",
            "formatter": LOG_FORMAT,
            "filters": ["own_line_says_it"],
        }
    },
    "root": {"handlers": ["console"], "level": env.text("ANYELIR_LOG_LEVEL", "WARNING")},
    # One line for every write and one for every request, with keys and never a name.
    "loggers": {
        "anyelir.action": {"level": env.text("ANYELIR_ACTION_LOG", "INFO")},
        "anyelir.request": {"level": env.text("ANYELIR_REQUEST_LOG", "INFO")},
    },
}
