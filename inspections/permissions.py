"""Who may enter inspections and follow up recommendations."""

import rules

from scrutiny.permissions import is_officer

rules.add_perm("inspections.change_inspection", is_officer)
rules.add_perm("inspections.add_update", is_officer)
