"""What changed between two versions: ``compare(Document, Document, …) -> Comparison``."""
