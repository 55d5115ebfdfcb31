"""Several engines draft the same sample of an issue, for people to judge; no catalog is changed.

sample   which segments are asked about, and which engines
trial    what each engine answered, and what that comes to in numbers
page     a page to judge them by without knowing who is who
"""

from app.workflow.comparing.page import page
from app.workflow.comparing.sample import candidates, estimates
from app.workflow.comparing.trial import Answer, Comparison, Score, Trial, compare

__all__ = ["Answer", "Comparison", "Score", "Trial", "candidates", "compare", "estimates", "page"]
