# Tells what this machine is, one fact a line. $1: the directory of the node, which may be missing
if [ -r /etc/os-release ]; then
  (. /etc/os-release && echo "os=$ID ${VERSION_ID:-}")
fi
echo "architecture=$(uname -m)"
echo "cpus=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)"
memory=0
while read -r key value unit; do
  if [ "$key" = MemTotal: ]; then memory=$((value * 1024)); fi
done </proc/meminfo
for limit in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
  if [ -r "$limit" ]; then
    bytes=$(cat "$limit")
    case $bytes in
      '' | *[!0-9]* | ???????????????????*) ;;
      *) if [ "$bytes" -lt "$memory" ]; then memory=$bytes; fi ;;
    esac
  fi
done
echo "memory=$memory"
for disk in /sys/block/*; do
  name=${disk##*/}
  case $name in
    loop* | ram* | sr* | zram* | '*') ;;
    *) echo "disk=$name $(($(cat "$disk/size" 2>/dev/null || echo 0) * 512))" ;;
  esac
done
there=$1
while [ ! -d "$there" ] && [ -n "$there" ]; do there=${there%/*}; done
df -P -k -- "${there:-/}" | {
  read -r _
  read -r _ _ _ free _
  echo "free=$((free * 1024))"
}
if command -v nvidia-smi >/dev/null 2>&1; then
  nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | while IFS= read -r name; do
    echo "gpu=$name"
  done
else
  for device in /sys/bus/pci/devices/*; do
    case $(cat "$device/class" 2>/dev/null) in
      0x0300* | 0x0302* | 0x1200*)
        case $(cat "$device/vendor" 2>/dev/null) in
          0x10de) echo "gpu=NVIDIA ${device##*/}" ;;
          0x1002) echo "gpu=AMD ${device##*/}" ;;
        esac
        ;;
    esac
  done
fi
seen=' '
for java in "${JAVA_HOME:-/nonexistent}/bin/java" "$(command -v java || echo /nonexistent)" \
  /usr/lib/jvm/*/bin/java /opt/*/bin/java "$1"/java/*/bin/java; do
  if [ -x "$java" ]; then
    java=$(readlink -f -- "$java")
    home=${java%/bin/java}
    case $seen in *" $home "*) continue ;; esac
    seen="$seen$home "
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then
        value=${value#\"}
        echo "java=${value%\"} $home"
      fi
    done 2>/dev/null <"$home/release"
  fi
done
echo "user=$(id -un)"
echo "uid=$(id -u)"
if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then echo sudo=yes; else echo sudo=no; fi
if [ -d /run/systemd/system ]; then echo systemd=yes; else echo systemd=no; fi
exit 0
