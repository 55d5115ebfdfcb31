"""`python -m app` is `passeur`."""

from app.cli import main

main()
