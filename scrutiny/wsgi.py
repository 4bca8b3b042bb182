"""The way in for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from scrutiny.logs.configuration import take_over

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scrutiny.settings")

take_over()
application = get_wsgi_application()
