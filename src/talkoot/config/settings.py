"""Django's settings, made from `environment.py`. No second settings file: every place runs these."""

from csp.constants import NONE, SELF

from talkoot.config.environment import LOCAL_HOSTS, SQLITE, from_process

ENVIRONMENT = from_process()

STAGES = [
    "demo",
    "desk",
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
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # after ours: its templates are looked for last
    "allauth",
    "allauth.account",
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
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "talkoot.ui.refusals.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [f"talkoot.ui.templatetags.{name}" for name in ("money", "dates", "language", "status")],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "talkoot.programme.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "talkoot.ui.forms.Renderer"

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
else:
    # PostgreSQL would compile a long statement for seconds to save milliseconds: our statements are short-lived.
    _database["OPTIONS"] = {"options": "-c jit=off", **ENVIRONMENT.database.get("OPTIONS", {})}
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
LANGUAGES = [("fi", "Suomi"), ("fi-simple", "Selkosuomi"), ("sv", "Svenska"), ("en", "English")]
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
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

# Signing in: by a code sent by e-mail to an account that somebody opened; nobody opens their own.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "talkoot.people.sign_in.Adapter"
ACCOUNT_FORMS = {
    "request_login_code": "talkoot.people.forms.SignInForm",
    "confirm_login_code": "talkoot.people.forms.CodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds; old phones and slow mail
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, counted from the last thing done
SESSION_SAVE_EVERY_REQUEST = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "talkoot.ui.kept.csrf_failure"

# A named host is reached through TLS, which a proxy may end before us.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.hosts != LOCAL_HOSTS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENVIRONMENT.hosts if host not in LOCAL_HOSTS]
