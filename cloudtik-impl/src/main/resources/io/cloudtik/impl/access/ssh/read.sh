# Prints the file $1; says by its exit code that there is none
if [ ! -e "$1" ]; then exit 44; fi
exec cat -- "$1"
