"""Papers as data: template and facts become a PDF; what was issued is kept as bytes and verified by its code."""
