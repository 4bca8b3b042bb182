"""How `make run` and a council's server start the site; https://docs.gunicorn.org names every setting."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from scrutiny.settings import LOGGING

wsgi_app = "scrutiny.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

workers = 2
worker_class = "gthread"
threads = 4
preload_app = True

# An upload of 50 MB over a slow line takes longer than the usual 30 s.
timeout = 120
graceful_timeout = 10

accesslog = None
loglevel = "warning"
logconfig_dict = LOGGING
control_socket_disable = True


def when_ready(server: object) -> None:
    """`make run` has something to say, but only once the site answers."""
    if "WELCOME" in os.environ:
        print(os.environ["WELCOME"], flush=True)
