"""What examples of all areas have in common."""

from typing import Any

Json = dict[str, Any]

ID = "019376f2a4c87b1e9d3c5a7e8f901234"
FORMATION_ID = "019376f2a4c87b1e9d3c5a7e8f905678"
EMPLOI_ID = "019376f2a4c87b1e9d3c5a7e8f902468"
CREATED, UPDATED = "2026-01-12T08:30:00Z", "2026-01-15T16:05:00Z"
