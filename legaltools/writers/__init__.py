"""One module is one output format: a value in, bytes out."""
