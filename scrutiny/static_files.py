"""Style sheets, scripts and pictures, each named by its content so that browsers may keep it for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Scripts import one another as modules, so the names inside `import` are rewritten too."""

    support_js_module_import_aggregation = True
