"""Work in the background: the programs that do it, their signs of life, and what becomes of work that fails."""
