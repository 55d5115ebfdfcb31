"""Units are looked at, saved, approved; and the issue as it reads now.

rows      the rows of the review screen: units with their findings and versions
targets   which texts and states a unit can be given
saving    one unit or many are saved, against the versions that were seen
apart     one place of a sentence that stands in several is let differ, or is as the others again
keeping   what is typed is kept before it is saved
preview   the issue as it would read now
warming   what was worked at last is read before it is asked for
"""

from app.workflow.review.apart import Place, apart, places_of, together
from app.workflow.review.keeping import keep, kept_by, throw_away
from app.workflow.review.preview import preview, preview_piece
from app.workflow.review.rows import Review, Row, open_review, row_of, try_target, unit_version
from app.workflow.review.saving import Outcome, Wish, save, save_all
from app.workflow.review.warming import warm

__all__ = [
    "Outcome",
    "Place",
    "Review",
    "Row",
    "Wish",
    "apart",
    "keep",
    "kept_by",
    "open_review",
    "places_of",
    "preview",
    "preview_piece",
    "row_of",
    "save",
    "save_all",
    "throw_away",
    "together",
    "try_target",
    "unit_version",
    "warm",
]
