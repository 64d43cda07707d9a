/** Destination, Gateway, Genmask, Flags in the languages of net-tools, then what tells route and netstat apart. */
const linuxHeader =
  /^\S{1,20}[ \t]{1,30}\S{1,20}[ \t]{1,30}(?:Genmask|M.{1,2}scaraGen\.?)[ \t]{1,30}\S{1,20}[ \t]{1,30}(MSS[ \t]|M)/m;
const linuxInet6Header = /^Destination[ \t]{1,40}Next Hop[ \t]{1,40}Flags?[ \t]{1,9}Met/m;

/**
 * route and netstat of Linux print one table: netstat with the MSS unless told otherwise (`-e`), route with the
 * metric. With a metric it may be either, so both own it and route a little more.
 */
export function linuxRouteScore(head: string, tool: 'route' | 'netstat'): number {
  const counter = linuxHeader.exec(head)?.[1] ?? (linuxInet6Header.test(head) ? 'M' : undefined);
  if (counter === undefined) return 0;
  return (counter === 'M') === (tool === 'route') ? 90 : 85;
}

/** How a table of routes of another system begins: its header, and where it is alike, how its lines go on. */
const headers = {
  /** Netif (FreeBSD, macOS), or what only OpenBSD and NetBSD print. */
  bsd: /^Destination[ \t]{1,60}Gateway[ \t]{1,60}Flags[ \t](?:.{0,80}[ \t]Netif\b|[ \t]{0,40}Refs[ \t]{1,20}Use[ \t]{1,20}Mtu\b)/m,
  aix: /^Destination[ \t]{1,60}Gateway[ \t]{1,60}Flags[ \t]{1,20}Refs[ \t]{1,20}Use[ \t]{1,20}If\b/m,
  hpux: /^Dest\S{0,20}[ \t]{1,60}Gateway[ \t]{1,60}Flags[ \t]{1,20}Refs[ \t]{1,20}(?:Use[ \t]{1,20})?Interface[ \t]{1,20}Pmtu/m,
  solaris:
    /^[ \t]{0,9}Destination(?:\/Mask)?[ \t]{1,60}(?:Mask[ \t]{1,40})?Gateway[ \t]{1,60}(?:Flags[ \t]{1,20}Ref[ \t]|Device[ \t]{1,20}M)/m,
};

/** 90 where the header of that system is there. */
export const routeHeaderScore = (head: string, system: keyof typeof headers): number => (headers[system].test(head) ? 90 : 0);
