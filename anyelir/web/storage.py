"""Static files under names that carry their content hash, with ES module imports rewritten."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStaticStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    max_post_process_passes = 10
