"""Settings of one installation. What differs between installations is read from the environment, at the top.

An unusable value stops the start with a sentence. On a developer's machine the values stand in a local file, `.env`;
ENV_FILE names another file, or none when it is empty. The real environment wins over the file.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from .databases import database
from .environment import Environment, read_file
from .logs.configuration import logging_in
from .mail import HINT as MAIL_HINT
from .mail import mail
from .single_sign_on import provider

ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = os.environ.get("ENV_FILE", str(ROOT / ".env"))
local = read_file(Path(ENV_FILE)) if ENV_FILE else {}
environment = Environment(local | {name: value for name, value in os.environ.items() if value})

# The installation

SECRET_KEY = environment.secret("SECRET_KEY", least=50)
DEBUG = environment.flag("DEBUG", default=False)
DEMO = environment.flag("DEMO", default=False)
DEMO_PASSWORD = environment.required("DEMO_PASSWORD", "the demonstration's password") if DEMO else ""
HTTPS = environment.flag("HTTPS", default=True)
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", 'the names that the site answers to, like "scrutiny.example.gov.uk"')
# How many proxies of the council's own stand in front; each is trusted to say who asks and whether it was over https.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", default=0, least=0, most=9)

DATA_DIR = environment.folder("DATA_DIR", ROOT / "data")
DATABASES = {"default": database(environment.text("DATABASE_URL"), DATA_DIR)}
# "json" leaves out what was typed and what the records say; "plain" shows a developer everything.
LOG_FORMAT = environment.choice("LOG_FORMAT", ["json", "plain"], "plain" if DEMO else "json")
DRAFT_DAYS = environment.number("DRAFT_DAYS", default=30, least=1, most=366)
UPLOAD_MAX_MB = environment.number("UPLOAD_MAX_MB", default=50, least=1, most=500)
# How many seconds an officer who adds a paper waits to hear whether it can be read, before it is "being read".
UPLOAD_WAIT = environment.number("UPLOAD_WAIT", default=8, least=0, most=60)
# How many days the managers' page keeps work that is done or was given up.
WORK_KEPT_DAYS = environment.number("WORK_KEPT_DAYS", default=30, least=1, most=3650)

COUNCIL_NAME = environment.required("COUNCIL_NAME", "the council's name as its residents know it")
COUNCIL_COLOUR = environment.colour("COUNCIL_COLOUR", "#1d70b8")
COUNCIL_LOGO = environment.picture("COUNCIL_LOGO")
COUNCIL_EMAIL = environment.email("COUNCIL_EMAIL", "where people write when they cannot use a page")
COUNCIL_PHONE = environment.text("COUNCIL_PHONE")

PANEL_WORD = environment.text("PANEL_WORD", "panel")
EXECUTIVE_WORD = environment.text("EXECUTIVE_WORD", "Executive")
# How decisions are printed: the usual verb, the others that the minutes may use, and how a report is noted.
DECISION_VERB = environment.text("DECISION_VERB", "AGREED")
DECLARATION_KINDS = environment.words(
    "DECLARATION_KINDS",
    "Disclosable pecuniary interest, Other registrable interest, Non-registrable interest, Personal interest, "
    "Party whip",
)
# England's councils meet in the room: who joins from elsewhere is not counted to the quorum.
REMOTE_COUNTS = environment.flag("REMOTE_COUNTS", default=False)
DECISION_VERBS = environment.words("DECISION_VERBS", "AGREED, RESOLVED, RECOMMENDED, NOTED")
DECISION_NOTED = environment.text("DECISION_NOTED", "that the information be noted.")

# Where the links in letters lead; without a slash at the end.
HOME = f"http://127.0.0.1:{environment.number('PORT', default=8000, least=1, most=65535)}"
SITE_URL = environment.web_address("SITE_URL", HOME if DEMO else f"http{'s' * HTTPS}://{ALLOWED_HOSTS[0]}")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = COUNCIL_EMAIL
EMAIL_URL = environment.text("EMAIL_URL", "console:") if DEMO else environment.required("EMAIL_URL", MAIL_HINT)
LETTERS_FOLDER = ""
globals().update(mail(EMAIL_URL))

# Who must have a second factor to sign in: "officers" are officers, managers and the monitoring officer.
SECOND_FACTOR = environment.choice("SECOND_FACTOR", ["officers", "off"], "off" if DEMO else "officers")
# The council's own sign-in, where it has one that speaks OpenID Connect; its button bears OIDC_NAME.
SOCIALACCOUNT_PROVIDERS = provider(environment)
OIDC_NAME = environment.text("OIDC_NAME", "your council account") if SOCIALACCOUNT_PROVIDERS else ""

# The parts

INSTALLED_APPS = [
    "scrutiny.apps.ScrutinyConfig",
    "meetings.apps.MeetingsConfig",
    "inspections.apps.InspectionsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "scrutiny.static_files.OurStaticFiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
    "simple_history",
]

MIDDLEWARE = [
    "scrutiny.logs.requests.written_down",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "scrutiny.caching.told_to_caches",
    "allauth.account.middleware.AccountMiddleware",
    "scrutiny.accounts.second_factor.led_to_it",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "scrutiny.views.gone.SaysSo",
]

ROOT_URLCONF = "scrutiny.urls"
WSGI_APPLICATION = "scrutiny.wsgi.application"
FORM_RENDERER = "scrutiny.forms.renderer.GovUkRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "scrutiny.context.council",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Files: papers are kept apart from the site's own style sheets and scripts, and have no address.

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".static"
STATICFILES_DIRS = [ROOT / "static" / "build"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "scrutiny.static_files.HashedStaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Shared by the workers, so that limits on signing in hold whichever answers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        # A few hundred, as is usual, would let a stranger wash a lock-out away by guessing at many accounts.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# Work in the background waits in the database, so that it is there exactly if what it is about is there.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People

AUTH_USER_MODEL = "scrutiny.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
ACCOUNT_ADAPTER = "scrutiny.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "scrutiny.forms.accounts.LoginForm",
    "reauthenticate": "scrutiny.forms.accounts.ReauthenticateForm",
    "change_password": "scrutiny.forms.accounts.ChangePasswordForm",
    "set_password": "scrutiny.forms.accounts.SetPasswordForm",
    "reset_password": "scrutiny.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "scrutiny.forms.accounts.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Nobody is written to because a stranger typed their address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# A council's officers share one address on the internet, so the limit per address is wide and per account narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/h/key",
    # Links to answer by: an office's people, and what opens links for them, share one address too.
    "answer": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_COOKIE_AGE = 12 * 60 * 60
MFA_ADAPTER = "scrutiny.accounts.second_factor.SecondFactorAdapter"
# An address was given by a manager, so it needs no confirming; a telephone's clock may be half a minute wrong.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "scrutiny.accounts.single_sign_on.SingleSignOnAdapter"
# Our policy allows forms to be sent to this site only, so the way to the council's own sign-in is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True

# A reason holds a whole sentence, and operations name who did it; going back is ours, not simple-history's.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_REVERT_DISABLED = True
# Dates are indexed together with their operations: scrutiny/models/history.py.
SIMPLE_HISTORY_DATE_INDEX = False

# Safety in the browser

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# Load balancers ask from inside, where there is no https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# Preloading is for the owner of the whole domain to ask for, not for one site on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": HTTPS,
    },
}

LOGGING = logging_in(LOG_FORMAT)
