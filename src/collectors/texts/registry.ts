import type { TextFormat } from '../../model/text-format.ts';
import { arpText } from './arp.ts';
import { ifconfigText } from './ifconfig.ts';
import { ipAddrText } from './ip-addr.ts';
import { ipAddrJsonText } from './ip-addr-json.ts';
import { ipNeighText } from './ip-neigh.ts';
import { ipNeighJsonText } from './ip-neigh-json.ts';
import { ipRouteText } from './ip-route.ts';
import { ipRouteJsonText } from './ip-route-json.ts';
import { netstatBsdText } from './netstat-bsd.ts';
import { netstatLinuxText } from './netstat-linux.ts';
import { netstatRoutesAixText } from './netstat-routes-aix.ts';
import { netstatRoutesBsdText } from './netstat-routes-bsd.ts';
import { netstatRoutesHpuxText } from './netstat-routes-hpux.ts';
import { netstatRoutesLinuxText } from './netstat-routes-linux.ts';
import { netstatRoutesSolarisText } from './netstat-routes-solaris.ts';
import { psText } from './ps.ts';
import { resolverText } from './resolver.ts';
import { routeLinuxText } from './route-linux.ts';
import { ssText } from './ss.ts';

/** Every text format there is, by id. */
export const textFormats: readonly TextFormat[] = [
  arpText,
  ifconfigText,
  ipAddrText,
  ipAddrJsonText,
  ipNeighText,
  ipNeighJsonText,
  ipRouteText,
  ipRouteJsonText,
  netstatBsdText,
  netstatLinuxText,
  netstatRoutesAixText,
  netstatRoutesBsdText,
  netstatRoutesHpuxText,
  netstatRoutesLinuxText,
  netstatRoutesSolarisText,
  psText,
  resolverText,
  routeLinuxText,
  ssText,
];
