"""Pages as a test reads them: how a template is broken into lines is nobody's business."""

from __future__ import annotations

import re
from typing import Any


def flat(page: Any) -> str:
    """The HTML of an answer or of a text in one line, without blanks between tags."""
    html = page if isinstance(page, str) else page.content.decode()
    return re.sub(r"\s+", " ", html).replace(" >", ">").replace("> <", "><")
