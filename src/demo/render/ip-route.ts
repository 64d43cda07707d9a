import { type EstateHost, ipv4Of, networkOf } from '../estate/estate.ts';

const gatewayOf = (host: EstateHost): string => `${networkOf(host)}.1`;

/** Output of `ip -j route` (iproute2 6.1). */
export function renderIpRouteJson(host: EstateHost): string {
  const routes = [
    { dst: 'default', gateway: gatewayOf(host), dev: 'eth0', protocol: 'static', flags: ['onlink'] },
    { dst: `${networkOf(host)}.0/24`, dev: 'eth0', protocol: 'kernel', scope: 'link', prefsrc: ipv4Of(host), flags: [] },
  ];
  return `${JSON.stringify(routes)}\n`;
}

/** Output of `ip route`; busybox prints another blank. */
export function renderIpRoute(host: EstateHost): string {
  const scope = host.flavour === 'busybox' ? 'scope link  src' : 'proto kernel scope link src';
  return `default via ${gatewayOf(host)} dev eth0 \n${networkOf(host)}.0/24 dev eth0 ${scope} ${ipv4Of(host)} \n`;
}
