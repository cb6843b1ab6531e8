"""What can hurt the reader: ``review(Document, Annotations, Playbook) -> Review``."""
