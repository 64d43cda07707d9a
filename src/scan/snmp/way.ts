import { snmpCollectors } from '../../collectors/snmp/registry.ts';
import { type Target, targetKey } from '../../model/target.ts';
import type { SnmpConnector, SnmpRoute, SnmpSession } from '../../transports/snmp/types.ts';
import { failedCollection, visitBase } from '../collect-host.ts';
import type { Visit, WayEnd } from '../way.ts';
import { readAgent } from './host.ts';

async function read(target: Target, session: SnmpSession, { options, signal }: Visit, startedAt: Date): Promise<WayEnd> {
  const { samples, interval, maxBytes } = options;
  const deadlineMs = options.deadlineMs + (samples - 1) * interval * 1000;
  const { status, message, sections } = await readAgent(session, snmpCollectors, {
    ...{ samples, interval, maxBytes, deadlineMs, signal },
  });
  const said = message === undefined ? undefined : `${targetKey(target)}: ${message}`;
  const collection = {
    ...visitBase(target, startedAt, 'snmp'),
    address: session.address,
    port: session.port,
    finishedAt: options.now().toISOString(),
    status,
    ...(status === 'collected' || said === undefined ? {} : { message: said }),
    session: session.facts,
    sections,
  };
  const note = status === 'collected' && said !== undefined ? { note: said } : {};
  return { transport: 'snmp', collection, nobody: false, ...note };
}

async function ask(target: Target, route: SnmpRoute, connector: SnmpConnector, visit: Visit): Promise<WayEnd | undefined> {
  const { options, signal } = visit;
  const startedAt = options.now();
  const opened = await connector.open(route, signal);
  if ('failure' in opened) {
    if (signal.aborted) return undefined;
    const collection = failedCollection(visitBase(target, startedAt, 'snmp'), opened.failure, options.now(), route);
    return { transport: 'snmp', collection, nobody: opened.silent };
  }
  try {
    return await visit.turn(() => {
      const began = options.now();
      visit.started(began);
      return read(target, opened.session, visit, began);
    });
  } finally {
    opened.session.close();
  }
}

/** Reads a target by its SNMP agent. Undefined where no credential is for it, or it was stopped before the agent answered. */
export async function visitOverSnmp(target: Target, connector: SnmpConnector, visit: Visit): Promise<WayEnd | undefined> {
  const startedAt = visit.options.now();
  const routed = await connector.route(target);
  if (routed === undefined) return undefined;
  if (routed.ok) return ask(target, routed.value, connector, visit);
  const collection = failedCollection(visitBase(target, startedAt, 'snmp'), routed.failure, visit.options.now());
  return { transport: 'snmp', collection, nobody: false };
}
