"""Static files under names that carry their content hash, with the imports of our own ES modules rewritten."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_ANY_MODULE, _RULES = HashedFilesMixin._js_module_import_aggregation_patterns


class ModuleStaticStorage(CompressedManifestStaticFilesStorage):
    """Only ``js/`` and ``field/`` are read for imports: libraries come bundled, and a comment in one of them
    that shows an import would stop the collection."""

    patterns = (*HashedFilesMixin.patterns, ("js/*.js", _RULES), ("field/*.js", _RULES))
    max_post_process_passes = 10
