#!/bin/sh
# First process of a lab host, in its own mount, UTS, pid, IPC, control group and network namespace.
# usage: host-init.sh ROOT NAME NODE CGROUPS
# ROOT becomes the root of the host; /usr is the machine's, read-only, so that nothing can be written there.
set -eu
root=$1 name=$2 node=$3 cgroups=$4

mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind /usr "$root/usr"
mount -o remount,ro,bind "$root/usr"
for directory in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$directory" ]; then
    ln -s "$(readlink "/$directory")" "$root/$directory"
  elif [ -d "/$directory" ]; then
    mkdir "$root/$directory"
    mount --bind "/$directory" "$root/$directory"
    mount -o remount,ro,bind "$root/$directory"
  fi
done
ln -s /run "$root/var/run"
case "$node" in
  /usr/* | /bin/*) ;;
  *)
    prefix=$(dirname "$(dirname "$node")")
    mkdir -p "$root$prefix"
    mount --bind "$prefix" "$root$prefix"
    mount -o remount,ro,bind "$root$prefix"
    ;;
esac

mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
[ "$cgroups" = no ] || mount -t cgroup2 none "$root/sys/fs/cgroup"
# The machine's own serial numbers are not the host's.
[ ! -d /sys/devices/virtual/dmi ] || mount -t tmpfs -o ro,size=4k none "$root/sys/devices/virtual/dmi"
mount -t tmpfs -o mode=755,size=16m none "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts"
mkdir -m 1777 "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"

# A client's port below 1024 is one of the traps of the topology.
echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
hostname "$name"

mkdir "$root/old"
cd "$root"
pivot_root . old
cd /
umount -l /old
rmdir /old
# The kernel has one boot id for all namespaces; a real host has its own.
mount --bind /etc/boot-id /proc/sys/kernel/random/boot_id
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C /opt/lab/start
