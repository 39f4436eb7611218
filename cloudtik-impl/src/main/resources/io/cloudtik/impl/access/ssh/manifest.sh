# Tells what lies at $1: type, mode, size and name of each entry, then where it leads if it is a link,
# each ended by NUL. In between, and always after the entry, comes the content of each file as
# sha256sum writes it: find tells what it has before it runs that.
if [ ! -e "$1" ] && [ ! -L "$1" ]; then exit 0; fi
cd "${1%/*}/" || exit 1
exec find "./${1##*/}" -printf '%y %m %s %p\0%l\0' -type f -exec sha256sum -z -- {} +
