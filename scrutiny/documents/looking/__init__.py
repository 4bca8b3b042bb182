SECONDS = 60
"""Of work that one file may take."""
