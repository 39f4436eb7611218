# Ends the commands of one connection: one when it is asked for, and those that still run when the
# connection is gone, for sshd ends none of them. They are found by what they inherit, wherever they
# moved, and what a finished command left behind on purpose stays.
# $1: what CLOUDTIK_RUN begins with for commands of this connection; then follow ".<number>."
trap '' HUP PIPE
printf 'cloudtik-guard %s %s\n' "$(id -u)" "${SHELL:-/bin/sh}"
end() {
  left=100
  while [ "$left" -gt 0 ]; do
    # Its exit code tells nothing: processes come and go while it reads.
    found=$(grep -a -l -F "CLOUDTIK_RUN=$1" /proc/[0-9]*/environ 2>/dev/null)
    if [ -z "$found" ]; then return 0; fi
    for each in $found; do
      pid=${each#/proc/}
      pid=${pid%/environ}
      kill -KILL -- "-$pid" 2>/dev/null
      kill -KILL "$pid" 2>/dev/null
    done
    left=$((left - 1))
  done
}
high=0
live=''
while read -r verb rest; do
  case $verb in
    end)
      end "$rest"
      printf 'ended %s\n' "$rest"
      ;;
    upto)
      high=${rest%% *}
      live=" ${rest#* } "
      ;;
    bye) exit 0 ;;
  esac
done
for file in $(grep -a -l -F "CLOUDTIK_RUN=$1." /proc/[0-9]*/environ 2>/dev/null); do
  run=$(tr '\0' '\n' <"$file" 2>/dev/null | sed -n "s/^CLOUDTIK_RUN=$1\.\([0-9]*\)\.\$/\1/p")
  if [ -z "$run" ]; then continue; fi
  if [ "$run" -gt "$high" ]; then end "$1.$run."; fi
  case $live in *" $run "*) end "$1.$run." ;; esac
done
