import type { HostFile } from './host-files.ts';
import { containers, hostNamed, insideSubnet, ipv4Of, ports } from './topology.ts';

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

const python = '/usr/bin/python3 -B /opt/lab/member.py';

const commands = {
  stock: `${python} ${ports.stock} postgres ${ipv4Of(hostNamed('db1').number)} ${ports.postgres}`,
  report: `${python} 0 echo ${containers.stock.address} ${ports.stock}`,
};

/** Where the host says what its containers came to be: `podman`, or `namespaces` and why. */
export const containersFile = '/run/lab-containers';
export const idFile = (container: string): string => `/run/${container}.cid`;

/** The usual folders as symbolic links into /usr, which the containers have from the host. */
const image = lines(
  'mkdir -p /var/tmp/image/usr /var/tmp/image/tmp /var/tmp/image/opt',
  'for directory in bin sbin lib lib32 lib64 libx32; do',
  '  [ ! -L "/$directory" ] || ln -s "$(readlink "/$directory")" "/var/tmp/image/$directory"',
  '  [ -L "/$directory" ] || [ ! -d "/$directory" ] || set -- "$@" -v "/$directory:/$directory:ro"',
  'done',
  'tar -C /var/tmp/image -c . | podman import - localhost/member:1',
);

/**
 * Privileged, because crun else has to raise a limit and load a filter of devices, which the superuser of a container may not;
 * where the machine has no control groups for the lab, the containers have none.
 */
const runPodman = (name: keyof typeof containers, more = ''): string =>
  `podman run -d --name ${name} --privileged $groups --cidfile ${idFile(name)} --network shopnet --ip ${containers[name].address} ` +
  `${more} "$@" -v /usr:/usr:ro -v /opt/lab:/opt/lab:ro localhost/member:1 ${commands[name]}`;

const podmanUp = lines(
  'groups=; [ -w /sys/fs/cgroup/cgroup.procs ] || groups=--cgroups=disabled',
  'set --',
  image,
  `podman network create --disable-dns --subnet ${insideSubnet} shopnet`,
  runPodman('stock', `-p ${ports.published}:${ports.stock}`),
  runPodman('report'),
  'sleep 0.5',
  `[ "$(podman ps -q | wc -l)" = ${Object.keys(containers).length} ] || { podman logs stock; podman logs report; exit 1; }`,
);

const namespaceUp = (name: keyof typeof containers): readonly string[] => [
  `ip netns add ${name}`,
  `ip link add veth-${name} type veth peer name eth0 netns ${name}`,
  `ip link set veth-${name} master cni0 up`,
  `ip -n ${name} link set lo up`,
  `ip -n ${name} link set eth0 up`,
  `ip -n ${name} address add ${containers[name].address}/24 dev eth0`,
  `ip -n ${name} route add default via ${insideSubnet.replace('0/24', '1')}`,
  `/opt/lab/unit ${name}.service ip netns exec ${name} setpriv --reuid app --regid app --clear-groups ${commands[name]} >/dev/null 2>&1 &`,
];

/** What a container engine does, by hand: a bridge, a network namespace each, a published port, masquerade. */
const namespacesUp = lines(
  'podman rm -f -t 0 -a >/dev/null 2>&1 || :',
  'podman network rm -f shopnet >/dev/null 2>&1 || :',
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  'ip link add cni0 type bridge',
  `ip address add ${insideSubnet.replace('0/24', '1/24')} dev cni0`,
  'ip link set cni0 up',
  `iptables -t nat -A PREROUTING -d ${ipv4Of(hostNamed('ctr1').number)} -p tcp --dport ${ports.published} -j DNAT --to-destination ${containers.stock.address}:${ports.stock}`,
  `iptables -t nat -A POSTROUTING -s ${insideSubnet} ! -d ${insideSubnet} -j MASQUERADE`,
  ...namespaceUp('stock'),
  ...namespaceUp('report'),
);

const containersUp = (podman: boolean): string =>
  lines(
    '#!/bin/sh',
    'tell() { echo "$*" > /run/lab-containers.new; mv /run/lab-containers.new /run/lab-containers; }',
    'export HOME=/root',
    podman
      ? 'trouble=$(timeout 40 sh -e /opt/lab/podman-up 2>&1) && tell podman && exit'
      : 'trouble="without podman, as asked for"',
    'sh -e /opt/lab/namespaces-up && tell namespaces "$(echo "$trouble" | tail -n 1)" || tell nothing',
  );

/** Everything of podman is in the host's own file system; limits the machine does not let it raise stay as they are. */
const configuration: readonly HostFile[] = [
  {
    path: '/etc/containers/storage.conf',
    text: lines('[storage]', 'driver="vfs"', 'graphroot="/var/lib/containers/storage"', 'runroot="/run/containers/storage"'),
  },
  {
    path: '/etc/containers/containers.conf',
    text: lines(
      '[containers]',
      'default_ulimits=["nofile=1024:1024","nproc=1000:1000"]',
      'pids_limit=0',
      '[engine]',
      'cgroup_manager="cgroupfs"',
      'events_logger="none"',
    ),
  },
  { path: '/etc/containers/policy.json', text: '{"default":[{"type":"insecureAcceptAnything"}]}' },
];

/** Files of the host with the containers. */
export const containerFiles = (podman: boolean): readonly HostFile[] => [
  ...configuration,
  { path: '/opt/lab/podman-up', text: podmanUp },
  { path: '/opt/lab/namespaces-up', text: namespacesUp },
  { path: '/opt/lab/containers', text: containersUp(podman), mode: 0o755 },
];
