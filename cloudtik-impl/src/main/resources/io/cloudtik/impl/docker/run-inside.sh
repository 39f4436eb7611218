# Runs a program in the container of a node, in a directory that is made if it is not there, or only
# looks whether it could:
#
#   <mark> run|look <directory> <program> <arguments...>
#
# What hinders the program from starting is told in a line that begins with the mark.
mark=$1 action=$2
mkdir -p -- "$3" 2>/dev/null
cd -- "$3" || { printf '%s no such directory, and it cannot be made\n' "$mark" >&2; exit 126; }
shift 3
case $1 in
  */*) [ -x "$1" ] && [ ! -d "$1" ] ;;
  *) command -v "$1" >/dev/null 2>&1 ;;
esac || { printf '%s there is no such program on the PATH, or it may not be run\n' "$mark" >&2; exit 127; }
[ "$action" = look ] || exec "$@"
