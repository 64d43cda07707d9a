import { type EstateHost, ipv4Of, networkOf } from '../estate/estate.ts';

const gatewayOf = (host: EstateHost): string => `${networkOf(host)}.1`;

/** The networks every interface with IPv6 is on. */
const ipv6Networks = ({ ipv6 }: EstateHost): string[] => [...(ipv6 ? ['fd77::/64'] : []), 'fe80::/64'];

/** Output of `ip -j -4 route && ip -j -6 route` (iproute2 6.1): a list for each family. */
export function renderIpRouteJson(host: EstateHost): string {
  const ipv4 = [
    { dst: 'default', gateway: gatewayOf(host), dev: 'eth0', protocol: 'static', flags: ['onlink'] },
    { dst: `${networkOf(host)}.0/24`, dev: 'eth0', protocol: 'kernel', scope: 'link', prefsrc: ipv4Of(host), flags: [] },
  ];
  const ipv6 = ipv6Networks(host).map((dst) => ({
    dst,
    dev: 'eth0',
    protocol: 'kernel',
    metric: 256,
    flags: [],
    pref: 'medium',
  }));
  return `${JSON.stringify(ipv4)}\n${JSON.stringify(ipv6)}\n`;
}

/** Output of `ip -4 route && ip -6 route`; busybox leaves words out. */
export function renderIpRoute(host: EstateHost): string {
  const busybox = host.flavour === 'busybox';
  const scope = busybox ? 'scope link  src' : 'proto kernel scope link src';
  const ipv6 = ipv6Networks(host).map(
    (network) => `${network} dev eth0 ${busybox ? ' metric 256 ' : 'proto kernel metric 256 pref medium'}\n`,
  );
  const ipv4 = `default via ${gatewayOf(host)} dev eth0 \n${networkOf(host)}.0/24 dev eth0 ${scope} ${ipv4Of(host)} \n`;
  return `${ipv4}${ipv6.join('')}`;
}
