# Writes one file whole or not at all. $1: the file, $2: its mode, $3: how many bytes come
target=$1
parent=${target%/*}
mkdir -p "${parent:-/}" || exit 1
if [ -d "$target" ]; then
  echo "$target is a directory" >&2
  exit 1
fi
new=$(umask 077 && mktemp "$parent/.cloudtik-XXXXXXXX") || exit 1
trap 'rm -f "$new"' EXIT
trap 'exit 1' HUP INT TERM
cat >"$new" || exit 1
size=$(wc -c <"$new")
if [ "$size" -ne "$3" ]; then
  echo "only $size of $3 bytes came" >&2
  exit 1
fi
chmod "$2" "$new" && mv -f "$new" "$target"
