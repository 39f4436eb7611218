# Takes small files as tar and puts each in place, whole or not at all, in the order of the arguments
# after $1, the directory that they lie below
target=$1
shift
mkdir -p "$target" || exit 1
new=$(umask 077 && mktemp -d "$target/.cloudtik-XXXXXXXX") || exit 1
trap 'rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM
# With the time of now: who waits for a change looks at it. Not by -C, in whose value tar takes a
# backslash for more than that.
(cd "$new" && tar -x -m -p --no-same-owner -f -) || exit 1
if [ ! -f "$new/.cloudtik-end" ]; then
  echo "only a part of the files came" >&2
  exit 1
fi
for file do
  case $file in
    */*) mkdir -p "$target/${file%/*}" || exit 1 ;;
  esac
  mv -f -T "$new/$file" "$target/$file" || exit 1
done
