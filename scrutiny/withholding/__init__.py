"""What the monitoring officer takes out of the record: words wherever they stand, and what goes with a record."""
