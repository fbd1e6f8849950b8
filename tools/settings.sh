# Read before each line of a recipe, as the Makefile says: what .env sets and nobody else has set.
# What the command line of make or the environment says wins, also where it says "nothing".
if [ -f .env ]; then
    set -eu
    given=$(export -p)
    trap 'echo ".env cannot be read: write NAME=value, and set a value with blanks, braces or other signs in single quotes." >&2' EXIT
    set -a
    . ./.env
    set +a
    trap - EXIT
    # Names that bash lets nobody set are among them.
    eval "$given" 2> /dev/null || :
    unset given
fi
unset BASH_ENV
