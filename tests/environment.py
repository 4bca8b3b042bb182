"""The settings that tests start with, whatever the developer's own are."""

# Only for tests, where nothing is secret.
SECRET = "not-a-secret-because-every-test-on-every-machine-has-the-same-one"

FOR_TESTS = {
    "ENV_FILE": "",
    "SECRET_KEY": SECRET,
    "DEBUG": "",
    "DEMO": "",
    "HTTPS": "0",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": "",
    "EMAIL_URL": "console:",
    "SITE_URL": "http://testserver",
    "PORT": "",
    "COUNCIL_NAME": "Thornmere Council",
    "COUNCIL_COLOUR": "",
    "COUNCIL_LOGO": "",
    "COUNCIL_EMAIL": "scrutiny@thornmere.example",
    "COUNCIL_PHONE": "01632 960001",
    "PANEL_WORD": "",
    "EXECUTIVE_WORD": "",
    "DECISION_VERB": "",
    "DECISION_VERBS": "",
    "DECISION_NOTED": "",
    "TRUSTED_PROXIES": "",
    "SECOND_FACTOR": "off",
    "OIDC_ISSUER": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_NAME": "",
    "DRAFT_DAYS": "",
    "UPLOAD_MAX_MB": "",
    "UPLOAD_WAIT": "",
    "WORK_KEPT_DAYS": "",
    "LOG_FORMAT": "",
}

LIKE_PRODUCTION = FOR_TESTS | {
    "HTTPS": "1",
    "ALLOWED_HOSTS": "scrutiny.thornmere.example",
    "TRUSTED_PROXIES": "1",
    "SECOND_FACTOR": "officers",
    "SITE_URL": "",
    "EMAIL_URL": "smtp+tls://scrutiny:secret@mail.thornmere.example",
}
