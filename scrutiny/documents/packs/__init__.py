"""Packs: a front sheet and all papers of a meeting bound into one PDF. Nothing of Django, no record, no secret."""
