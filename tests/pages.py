"""Pages as a test reads them: how a template is broken into lines is nobody's business."""

from __future__ import annotations

import re
from typing import Any

# At the edges of these a browser drops blanks too.
BLOCKS = "option|button|h[1-6]|p|li|dt|dd|th|td|caption|summary|legend|text"
EDGES = re.compile(rf"(<(?:{BLOCKS})\b[^<>]*>) | (?=</(?:{BLOCKS})>)")


def flat(page: Any) -> str:
    """The HTML of an answer or of a text in one line, without blanks between tags and at the edges of blocks."""
    html = page if isinstance(page, str) else page.content.decode()
    return EDGES.sub(r"\1", re.sub(r"\s+", " ", html).replace(" >", ">")).replace("> <", "><")
