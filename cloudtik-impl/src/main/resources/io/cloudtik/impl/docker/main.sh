# The first process of a node's container: becomes the keeper as soon as it is known which Java the
# container has, which is told by a file. A node that was asked to end stays ended, though Docker
# starts its container again.
#
#   <file> <keeper.sh> <node directory>
until [ -s "$1" ] && [ ! -e "$3/run/stop" ]; do sleep 0.1; done
read -r java <"$1"
exec /bin/sh "$2" "$3" "$java"
