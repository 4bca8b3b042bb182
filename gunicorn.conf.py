"""How `make run` and a council's server start the site; https://docs.gunicorn.org names every setting."""

import contextlib
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
    """Bytes of withheld papers that a broken-off deletion left go now. `make run` has something to say, but only
    once the site answers."""
    from django.db import DatabaseError, connections

    from scrutiny.withholding.storage import sweep

    with contextlib.suppress(DatabaseError):
        sweep()
    connections.close_all()
    if "WELCOME" in os.environ:
        print(os.environ["WELCOME"], flush=True)
