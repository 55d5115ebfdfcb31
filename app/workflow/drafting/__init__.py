"""Empty units become drafts: approved matches first, then an engine; what is done is saved as it comes.

progress   what a run tells while it goes on
planning   which units are empty, and what the memory knows of them
asking     what an engine is given beside a text, and what its answers come to
reading    an engine read in a thread, in groups of a second
saving     drafts into units that are still as they were
drafter    the run itself
"""

from app.workflow.drafting.drafter import Drafter, draft
from app.workflow.drafting.planning import NO_ENGINE
from app.workflow.drafting.progress import DraftProgress, Estimate

__all__ = ["NO_ENGINE", "DraftProgress", "Drafter", "Estimate", "draft"]
