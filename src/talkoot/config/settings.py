"""Django's settings, made from `environment.py`. No second settings file: every place runs these."""

from csp.constants import NONE, SELF

from talkoot.config.environment import SQLITE, from_process

ENVIRONMENT = from_process()

STAGES = [
    "site",
    "claims",
    "costs",
    "activities",
    "agreements",
    "decisions",
    "assessment",
    "applications",
    "ideas",
    "programme",
    "outbox",
    "people",
    "records",
    "ui",
]
INSTALLED_APPS = [
    *[f"talkoot.{stage}" for stage in STAGES],
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "csp",
]

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "talkoot.config.urls"
WSGI_APPLICATION = "talkoot.config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"builtins": ["talkoot.ui.templatetags.money"]},
    }
]

_database: dict[str, object] = {**ENVIRONMENT.database, "ATOMIC_REQUESTS": False}
if _database["ENGINE"] == SQLITE:
    _read_only = str(_database["NAME"]).startswith("file:")
    _database["OPTIONS"] = {
        # A write transaction takes its lock at once, so that two never wait for each other half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: without it INSERT OR REPLACE slips past the delete triggers.
        "init_command": ("" if _read_only else "PRAGMA journal_mode=WAL; ")
        + "PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
    # Tests run on a file too: an in-memory database has no two connections.
    _database["TEST"] = {"NAME": str(ENVIRONMENT.home / "var" / "test.sqlite3")}
DATABASES = {"default": _database}

if ENVIRONMENT.mail.scheme == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(ENVIRONMENT.files / "mailbox")
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = ENVIRONMENT.mail.host
    EMAIL_PORT = ENVIRONMENT.mail.port
    EMAIL_HOST_USER = ENVIRONMENT.mail.user
    EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
    EMAIL_USE_SSL = ENVIRONMENT.mail.scheme == "smtps"
    EMAIL_USE_TLS = ENVIRONMENT.mail.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 20  # seconds of silence; far below the outbox's lease on a message
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

MEDIA_ROOT = str(ENVIRONMENT.files)
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

# What goes wrong is said on stderr with its traceback; whoever runs Talkoot keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a page that isn't there is no fault of ours
}

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("fi-simple", "selkosuomi"), ("sv", "svenska"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
