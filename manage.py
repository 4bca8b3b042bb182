#!/usr/bin/env python
"""Runs the site's commands: `manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

from scrutiny.logs.configuration import take_over

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "scrutiny.settings")
    take_over()
    execute_from_command_line(sys.argv)
