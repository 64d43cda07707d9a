import { type EstateHost, ipv4Of, ipv6Of, macOf, networkOf } from '../estate/estate.ts';

/** The link-local address made from a MAC (RFC 4291, appendix A). */
export function linkLocalOf(host: EstateHost): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = macOf(host)
    .split(':')
    .map((octet) => Number.parseInt(octet, 16));
  const groups = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  return `fe80::${groups.map((group) => group.toString(16)).join(':')}`;
}

/** What `-d` adds for a device of no special kind. */
const details = { promiscuity: 0, num_tx_queues: 1, num_rx_queues: 1, gso_max_size: 65_536, gso_max_segs: 65_535 };

const forever = { valid_life_time: 4_294_967_295, preferred_life_time: 4_294_967_295 };

const loopback = {
  ifindex: 1,
  ifname: 'lo',
  flags: ['LOOPBACK', 'UP', 'LOWER_UP'],
  mtu: 65_536,
  qdisc: 'noqueue',
  operstate: 'UNKNOWN',
  group: 'default',
  txqlen: 1000,
  link_type: 'loopback',
  address: '00:00:00:00:00:00',
  broadcast: '00:00:00:00:00:00',
  ...details,
  addr_info: [
    { family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host', label: 'lo', ...forever },
    { family: 'inet6', local: '::1', prefixlen: 128, scope: 'host', ...forever },
  ],
};

/** The bridge docker makes for its containers. */
const dockerBridge = {
  ifindex: 3,
  ifname: 'docker0',
  flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
  mtu: 1500,
  qdisc: 'noqueue',
  operstate: 'UP',
  group: 'default',
  link_type: 'ether',
  address: '02:42:7a:c2:0e:11',
  broadcast: 'ff:ff:ff:ff:ff:ff',
  ...details,
  linkinfo: { info_kind: 'bridge' },
  addr_info: [
    {
      family: 'inet',
      local: '172.17.0.1',
      prefixlen: 16,
      broadcast: '172.17.255.255',
      scope: 'global',
      label: 'docker0',
      ...forever,
    },
  ],
};

/** Output of `ip -j -d addr` (iproute2 6.1). */
export function renderIpAddressJson(host: EstateHost): string {
  const ethernet = {
    ifindex: 2,
    ifname: 'eth0',
    flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
    mtu: 1500,
    qdisc: 'fq_codel',
    operstate: 'UP',
    group: 'default',
    txqlen: 1000,
    link_type: 'ether',
    address: macOf(host),
    broadcast: 'ff:ff:ff:ff:ff:ff',
    ...details,
    addr_info: [
      {
        family: 'inet',
        local: ipv4Of(host),
        prefixlen: 24,
        broadcast: `${networkOf(host)}.255`,
        scope: 'global',
        label: 'eth0',
        ...forever,
      },
      ...(host.ipv6 ? [{ family: 'inet6', local: ipv6Of(host), prefixlen: 64, scope: 'global', ...forever }] : []),
      { family: 'inet6', local: linkLocalOf(host), prefixlen: 64, scope: 'link', ...forever },
    ],
  };
  const bridge = host.programs.some(({ container }) => container !== undefined) ? [dockerBridge] : [];
  return `${JSON.stringify([loopback, ethernet, ...bridge])}\n`;
}

/** Output of `ip addr` of an older iproute2; busybox leaves out what it has no word for. */
export function renderIpAddress(host: EstateHost): string {
  const busybox = host.flavour === 'busybox';
  const tail = (state: string): string => (busybox ? 'qlen 1000' : `state ${state} group default qlen 1000`);
  const lifetime = '       valid_lft forever preferred_lft forever';
  return [
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue ${tail('UNKNOWN')}`,
    '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00',
    '    inet 127.0.0.1/8 scope host lo',
    lifetime,
    '    inet6 ::1/128 scope host ',
    lifetime,
    `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc pfifo_fast ${tail('UP')}`,
    `    link/ether ${macOf(host)} brd ff:ff:ff:ff:ff:ff`,
    `    inet ${ipv4Of(host)}/24 brd ${networkOf(host)}.255 scope global eth0`,
    lifetime,
    ...(host.ipv6 ? [`    inet6 ${ipv6Of(host)}/64 scope global `, lifetime] : []),
    `    inet6 ${linkLocalOf(host)}/64 scope link `,
    lifetime,
    '',
  ].join('\n');
}
