"""Style sheets, scripts and pictures, each named by its content so that browsers may keep it for ever."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class OurStaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions: none is used, and one imports a module that isn't there."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx/ext/*"]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Scripts import one another as modules, so the names inside `import` are rewritten too."""

    support_js_module_import_aggregation = True
