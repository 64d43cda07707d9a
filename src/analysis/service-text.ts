import type { Service, ServiceEndpoint } from '../model/snapshot.ts';

const wildcards = new Set(['*', '0.0.0.0', '::']);

function endpointText({ protocol, address, port }: ServiceEndpoint): string {
  const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
  if (wildcards.has(address)) return `${port}${suffix}`;
  return `${address.includes(':') ? `[${address}]` : address}:${port}${suffix}`;
}

/** `5432, 127.0.0.1:8125/udp`: the ports a service listens on, with the address where it is not any. */
export const listensText = ({ endpoints }: Pick<Service, 'endpoints'>): string =>
  [...new Set(endpoints.map(endpointText))].join(', ');

/** `postgres (postgres), pg_agent`: each process name once, its user where known. */
export function processesText({ processes }: Pick<Service, 'processes'>): string {
  const names = processes.map(({ name, user }) => `${name ?? '?'}${user === undefined ? '' : ` (${user})`}`);
  return [...new Set(names)].join(', ');
}

/** `nginx 1.25`: the program, with the version where an image or a package told it. */
export const softwareText = ({ software, version }: Pick<Service, 'software' | 'version'>): string =>
  [software, version].filter((part) => part !== undefined).join(' ');

/** Where the process manager of its host keeps it: `container web`, or its unit. */
export const keptByText = ({ container, unit }: Pick<Service, 'container' | 'unit'>): string =>
  container === undefined ? (unit ?? '') : `container ${container}`;
