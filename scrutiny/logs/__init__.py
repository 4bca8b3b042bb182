"""What is written down about the site's work: never who read what, what they typed, or what the records say."""
