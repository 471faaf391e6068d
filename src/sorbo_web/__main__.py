"""`python -m sorbo_web` is the `sorbo` command."""

from sorbo_web.main import main

main()
