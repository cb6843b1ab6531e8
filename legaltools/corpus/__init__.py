"""Sets of documents: gold annotations and scores, batches, search."""
