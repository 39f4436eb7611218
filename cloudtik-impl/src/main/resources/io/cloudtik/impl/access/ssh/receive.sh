# Takes a tree as tar and puts it in place, each file at once. $1: the directory that it becomes
target=$1
parent=${target%/*}
mkdir -p "${parent:-/}" || exit 1
new=$(mktemp -d "$parent/.cloudtik-XXXXXXXX") || exit 1
trap 'chmod -R u+w "$new" 2>/dev/null; rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM
# Not by -C, in whose value tar takes a backslash for more than that.
(cd "$new" && tar -x -p --no-same-owner -f -) || exit 1
if [ ! -f "$new/.cloudtik-end" ]; then
  echo "only a part of the files came" >&2
  exit 1
fi
if [ ! -e "$target" ] && [ ! -L "$target" ]; then
  mv -T "$new/tree" "$target"
else
  # A hard link replaces a file of the same name in one step. Not every file system has them.
  cp -a -l -f -T "$new/tree" "$target" 2>/dev/null || sh -c '
    cd "$1/tree" || exit 1
    find . -type d -exec sh -c "for d do mkdir -p -- \"\$0/\$d\" || exit 1; done" "$2" {} + || exit 1
    find . ! -type d -exec sh -c "for f do mv -f -T -- \"\$f\" \"\$0/\$f\" || exit 1; done" "$2" {} +
  ' sh "$new" "$target"
fi
