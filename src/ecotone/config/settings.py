"""Settings of one installation. Everything an installation keeps lies under ``ECOTONE_HOME``.

Environment: ``ECOTONE_HOME``, ``ECOTONE_SECRET_KEY``, ``ECOTONE_DEMO``, ``ECOTONE_DEBUG``,
``ECOTONE_HOSTS``, ``ECOTONE_URL``, ``DATABASE_URL``, ``EMAIL_URL``. See ``docs/hosts/settings.md``.
"""

import os
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from ecotone.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home_folder()
DEMO = environment.is_demo(HOME)
DEBUG = environment.flag("ECOTONE_DEBUG")
SECRET_KEY = environment.secret_key(HOME)
SITE_URL = os.environ.get("ECOTONE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = environment.words("ECOTONE_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "ecotone.portal",
    "ecotone.evaluation",
    "ecotone.matching",
    "ecotone.activities",
    "ecotone.networks",
    "ecotone.accounts",
    "ecotone.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ecotone.core.language.LanguageMiddleware",
    "ecotone.core.access.PrivateByDefaultMiddleware",
    "ecotone.core.busy.BusyDatabaseMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "ecotone.config.urls"
WSGI_APPLICATION = "ecotone.config.wsgi.application"

TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "ecotone.core.codelists.template_tags",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ecotone.portal.context.navigation",
            ],
        },
    }
]
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "ecotone.core.forms.EcotoneRenderer"

DATABASES = {"default": environment.database(HOME)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "slow"],
    }
}
SCHEDULED_JOBS = [
    ("ecotone.core.mail.tasks.sweep_outbox", 60),
    ("ecotone.matching.tasks.advance_waves", 60),
    ("ecotone.matching.tasks.send_reminders", 600),
    ("ecotone.core.tasks.tidying.tidy_up", 60 * 60 * 24),
    ("ecotone.matching.tasks.understand_words", 30),
    ("ecotone.networks.importing.tasks.discard_old_uploads", 3600),
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_ADAPTER = "ecotone.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "ecotone.accounts.forms.sign_in.SignUpForm",
    "request_login_code": "ecotone.accounts.forms.sign_in.AskForCodeForm",
    "confirm_login_code": "ecotone.accounts.forms.sign_in.CodeForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
SELF_REGISTRATION = not environment.flag("ECOTONE_INVITATION_ONLY")
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_ADAPTER = "ecotone.accounts.adapter.PasskeyAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("nl", "Nederlands"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pt", "Português"),
]
FORMAT_MODULE_PATH = "ecotone.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ECOTONE_TIME_ZONE", "Europe/Brussels")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600

DEFAULT_FROM_EMAIL = os.environ.get("ECOTONE_MAIL_FROM", "Ecotone <ecotone@localhost>")
MAILERS = {"default": environment.mailer(DEMO)}

SITE_NAME = _("Ecotone")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
