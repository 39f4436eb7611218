# Tells what lies at $1: each entry as type and mode, content or link target, and name, each ended
# by NUL. Content of files comes first, as sha256sum writes it.
if [ ! -e "$1" ] && [ ! -L "$1" ]; then exit 0; fi
cd "${1%/*}/" || exit 1
name=./${1##*/}
set -e
printf 'F\0'
find "$name" -type f -exec sha256sum -z -- {} +
printf 'S\0'
find "$name" -exec stat --printf='%f %n\0' -- {} +
printf 'L\0'
find "$name" -type l -exec sh -c 'for link do
  printf "%s\0%s\0" "$link" "$(readlink -- "$link"; echo .)"
done' sh {} +
printf 'E\0'
