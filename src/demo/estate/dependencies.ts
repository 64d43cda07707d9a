import { type Estate, type EstateHost, type Flow, type FlowEnd, flowEnds, ipv4Of, ipv6Of } from './estate.ts';

/** One dependency a true map of the estate shows. */
export interface ExpectedDependency {
  /** `host/service`, a host alone where no evidence tells the process, or an address nobody could look at. */
  readonly from: string;
  readonly to: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly state: 'active' | 'attempted';
  /** Which of the ends that could be looked at hold the connection. */
  readonly seenFrom: 'client' | 'server' | 'both';
}

/**
 * The dependencies that can be seen in an estate, sorted: its flows, those between the same ends on the same port
 * taken together.
 */
export function dependenciesOf(estate: Estate): ExpectedDependency[] {
  const endOf = flowEnds(estate.hosts);
  const together = new Map<string, Flow[]>();
  for (const flow of estate.flows) {
    const key = `${flow.from} ${flow.to} ${flow.protocol} ${flow.port}`;
    together.set(key, [...(together.get(key) ?? []), flow]);
  }
  return [...together.values()]
    .flatMap((flows) => expectedOf(flows, endOf) ?? [])
    .sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

const textOf = ({ from, to, protocol, port }: ExpectedDependency): string => `${from} > ${to} ${protocol}/${port}`;

function expectedOf(flows: readonly Flow[], endOf: (end: string) => FlowEnd): ExpectedDependency | undefined {
  const [first] = flows;
  if (first === undefined) return undefined;
  const [client, server] = [endOf(first.from), endOf(first.to)];
  const byClient = answers(client.host);
  // A server keeps nothing of a UDP exchange, of a connection its client has closed, nor of one that never was.
  const byServer = answers(server.host) && flows.some(({ protocol, state }) => protocol === 'tcp' && state === 'open');
  if (!byClient && !byServer) return undefined;
  // A connection in TIME-WAIT belongs to no process any more.
  const processKnown = flows.some(({ state }) => state !== 'closed');
  return {
    from: processKnown ? nameOf(client, first) : (client.host?.name ?? first.from),
    to: nameOf(server, first),
    protocol: first.protocol,
    port: first.port,
    state: flows.every(({ state }) => state === 'unanswered') ? 'attempted' : 'active',
    seenFrom: byClient && byServer ? 'both' : byClient ? 'client' : 'server',
  };
}

const answers = (host: EstateHost | undefined): boolean => host !== undefined && host.fault === undefined;

/** A service is called what its unit is called. */
function nameOf({ host, program, address }: FlowEnd, { over }: Flow): string {
  if (host === undefined) return address ?? '';
  if (!answers(host)) return over === 'ipv6' ? ipv6Of(host) : ipv4Of(host);
  return program === undefined ? host.name : `${host.name}/${program.unit.replace(/\.service$/, '')}`;
}
