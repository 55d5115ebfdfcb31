"""The tables of the database: what catalogs cannot hold. Targets and their states are never among it.

Times are whole milliseconds since 1970 in UTC. What is secret (session, invitation, token) is kept as the SHA-256 of
what its owner holds, so that whoever reads the file can use none of it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False),  # what one signs in with and is called
    Column("folded", String(180), nullable=False, unique=True),  # the name without what people do not tell apart
    Column("role", String(20), nullable=False),
    Column("locales", JSON, nullable=False, default=list),  # a translator's; [] for the other roles
    Column("password", Text, nullable=False, default=""),  # Argon2id's own notation
    Column("totp", String(64), nullable=False, default=""),  # the shared secret of RFC 6238, "" when not in use
    Column("totp_step", BigInteger, nullable=False, default=0),  # the last time step that was used: none serves twice
    Column("language", String(20), nullable=False, default=""),  # of the interface; "" follows the browser
    Column("shortcuts", JSON, nullable=False, default=dict),  # deed -> keys, where they differ from ours
    Column("created", BigInteger, nullable=False),
    Column("closed", Boolean, nullable=False, default=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("locales", JSON, nullable=False, default=list),
    Column("note", Text, nullable=False, default=""),  # for whom it is
    Column("account", ForeignKey("accounts.id")),  # whose password it sets anew; None makes an account
    Column("invited_by", String(60), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", BigInteger),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("agent", Text, nullable=False, default=""),
    Column("created", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.id")),  # None: the person of a server without accounts
    Column("label", String(60), nullable=False),
    Column("locales", JSON, nullable=False, default=list),  # [] for all that its owner may
    Column("read_only", Boolean, nullable=False, default=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", BigInteger),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", String(120), primary_key=True),  # what is counted: "sign-in ana", "save 3"
    Column("since", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
)

activity = Table(
    "activity",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("person", String(60), nullable=False),
    Column("kind", String(20), nullable=False),  # save, approve, bulk, undo, revert, draft, import, export, update, ...
    Column("slug", String(100), nullable=False, default=""),
    Column("locale", String(20), nullable=False, default=""),
    Column("segment", String(12), nullable=False, default=""),
    Column("source", Text, nullable=False, default=""),
    Column("words", Integer, nullable=False, default=0),  # of the source
    Column("before", JSON(none_as_null=True)),  # {target, state, origin, previous_source} of the unit
    Column("after", JSON(none_as_null=True)),  # the same
    Column("facts", JSON, nullable=False, default=dict),  # of what is no unit: {format, fallback, sha256, reason}
    Column("batch", String(32), nullable=False, default=""),  # what was done at once and is taken back at once
    Index("activity_of_a_segment", "slug", "locale", "segment", "at"),
    Index("activity_of_a_person", "person", "at"),
    Index("activity_of_a_batch", "batch"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("person", String(60), nullable=False),
    Column("slug", String(100), nullable=False),
    Column("locale", String(20), nullable=False),
    Column("segment", String(12), nullable=False),
    Column("source", Text, nullable=False),  # the segment's when it was written: it is found again by it
    Column("text", Text, nullable=False),
    Column("settled", BigInteger),  # when somebody closed it
    Index("comments_of_an_issue", "slug", "locale"),
)

kept = Table(
    "kept",  # what somebody typed and has not saved yet
    metadata,
    Column("person", String(60), primary_key=True),
    Column("slug", String(100), primary_key=True),
    Column("locale", String(20), primary_key=True),
    Column("segment", String(12), primary_key=True),
    Column("target", Text, nullable=False),
    Column("version", String(16), nullable=False),  # of the unit when they began
    Column("at", BigInteger, nullable=False, index=True),
)

mentions = Table(
    "mentions",
    metadata,
    Column("comment", ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(60), primary_key=True, index=True),
)

distances = Table(
    "distances",  # how far approved targets are from their drafts: can be measured again at any time
    metadata,
    Column("digest", String(12), primary_key=True),  # of both texts
    Column("edits", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("likeness", Float, nullable=False),
)

answers = Table(
    "answers",  # of engines that cost money or time
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # of the engine, its version, the pair and the question
    Column("answer", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

jobs = Table(
    "jobs",  # drafting in the background
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(100), nullable=False),
    Column("locale", String(20), nullable=False),
    Column("engine", String(40), nullable=False),  # as it was named; "" for what passeur.yaml says
    Column("person", String(60), nullable=False),
    Column("state", String(12), nullable=False),
    Column("wish", String(12), nullable=False, default=""),  # what a running one is to become
    Column("only", JSON(none_as_null=True)),  # ids of segments; None for every empty one
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Column("failures", JSON, nullable=False, default=list),  # {segment, source, problem}
    Column("message", JSON(none_as_null=True)),
    Column("created", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("goes_on", BigInteger),  # when a paused one goes on by itself
    Column("tries", Integer, nullable=False, default=0),  # times that it did so without getting any further
    Column("owner", String(32), nullable=False, default=""),  # the run that has it
    Column("heartbeat", BigInteger, nullable=False, default=0),  # of that run
    Index("jobs_of_a_catalog", "slug", "locale", "id"),
    Index("jobs_by_state", "state"),
)
Index(
    "open_job_of_a_catalog",
    jobs.c.slug,
    jobs.c.locale,
    unique=True,
    sqlite_where=jobs.c.state.in_(("queued", "running", "paused")),
)

consents = Table(
    "consents",  # machines to which text may be sent
    metadata,
    Column("host", String(255), primary_key=True),
    Column("person", String(60), nullable=False),  # who agreed
    Column("at", BigInteger, nullable=False),
)
