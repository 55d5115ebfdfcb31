"""People: who may sign in, how they prove it, and what they may do. What is done here is noted in the security log.

passwords    how a password is kept, and which are refused
codes        the second factor: codes of an authenticator (RFC 6238)
signing_in   a name and a password, then a code, then a session
rights       accounts made, changed and closed by an administrator
invitations  a link by which somebody chooses a name and a password
own          what people change of their own account
tokens       scripts that call the API in somebody's name
"""
