import { type Estate, type EstateHost, type Flow, type FlowEnd, flowEnds } from './estate.ts';

/** One dependency a true map of the estate shows. */
export interface ExpectedDependency {
  /** `host/program`, or an address outside the estate. */
  readonly from: string;
  readonly to: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly state: 'active' | 'attempted';
  /** Which of the ends that could be looked at hold the connection. */
  readonly seenFrom: 'client' | 'server' | 'both';
}

const answers = (host: EstateHost | undefined): boolean => host !== undefined && host.fault === undefined;

/** A server keeps nothing of a UDP exchange, of a connection its client closed, nor of one that was never opened. */
function sidesOf(client: FlowEnd, server: FlowEnd, { protocol, state }: Flow): ('client' | 'server')[] {
  const sides: ('client' | 'server')[] = [];
  if (answers(client.host)) sides.push('client');
  if (answers(server.host) && protocol === 'tcp' && state === 'open') sides.push('server');
  return sides;
}

/**
 * The dependencies that can be seen in an estate, sorted: its flows, those between the same ends on the same port
 * taken together. A program on a host nobody could look at has no name.
 */
export function dependenciesOf(estate: Estate): ExpectedDependency[] {
  const endOf = flowEnds(estate.hosts);
  const found = new Map<string, ExpectedDependency>();
  for (const flow of estate.flows) {
    const [client, server] = [endOf(flow.from), endOf(flow.to)];
    const [from, to] = [visibleName(client, flow.from), visibleName(server, flow.to)];
    const key = `${from} > ${to} ${flow.protocol}/${flow.port}`;
    const before = found.get(key);
    const sides = new Set([...sidesOf(client, server, flow), ...(before === undefined ? [] : sidesIn(before.seenFrom))]);
    if (sides.size === 0) continue;
    const [side = 'both'] = sides;
    const state = flow.state === 'unanswered' && before?.state !== 'active' ? 'attempted' : 'active';
    found.set(key, { from, to, protocol: flow.protocol, port: flow.port, state, seenFrom: sides.size === 2 ? 'both' : side });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, dependency]) => dependency);
}

const sidesIn = (seenFrom: ExpectedDependency['seenFrom']): ('client' | 'server')[] =>
  seenFrom === 'both' ? ['client', 'server'] : [seenFrom];

function visibleName({ host }: FlowEnd, end: string): string {
  return host === undefined || answers(host) ? end : host.name;
}
