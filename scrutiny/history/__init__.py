"""What happened to the records, in sentences: read from the rows that `scrutiny.models.history` keeps."""
