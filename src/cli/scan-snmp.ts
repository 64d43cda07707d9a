import { count } from '../analysis/estate.ts';
import type { MapConfig } from '../config/config-file.ts';
import { credentialNamesFor } from '../config/credential.ts';
import { createResolver } from '../config/resolve-reference.ts';
import type { SnmpCredential } from '../config/snmp-credential.ts';
import { resolveSnmpEntry, type SnmpEntry } from '../config/snmp-entry.ts';
import { type Target, targetKey } from '../model/target.ts';
import { UsageError } from '../model/usage-error.ts';
import { createSnmpConnector, type SnmpConnectorOptions } from '../transports/snmp/connector.ts';
import type { SnmpConnector } from '../transports/snmp/types.ts';
import { socketBudget } from '../transports/socket-budget.ts';
import type { Context } from './context.ts';
import { note } from './print.ts';
import { resolverOptions } from './resolver-options.ts';
import type { ScanSettings } from './scan-settings.ts';

type Plan = Pick<ScanSettings, 'targets' | 'ssh' | 'snmp' | 'snmpCredentials'>;

/** Beyond this many sockets agents answer no faster, and drops cost tries. */
const mostSockets = 256;

/**
 * Targets that are SNMP's to leave alone: this machine, which is read by its own shell; and one of several ports of an address,
 * because these are forwarded to different machines, and the agent is that of none or one of them.
 */
function leftAlone({ targets, ssh }: Pick<Plan, 'targets' | 'ssh'>): (target: Target) => boolean {
  if (!ssh) return () => false;
  const keys = new Map<string, Set<string>>();
  for (const target of targets) {
    if (target.port === undefined) continue;
    const own = keys.get(target.host) ?? new Set();
    keys.set(target.host, own.add(targetKey(target)));
  }
  return ({ host, port }) =>
    (host === 'localhost' && port === undefined) || (port !== undefined && (keys.get(host)?.size ?? 0) > 1);
}

/** The SNMP credentials of a target, in the order they are tried: those of map.yaml, the user, the communities. */
export function snmpEntriesFor(plan: Plan, config: MapConfig): (target: Target) => readonly SnmpEntry[] {
  const named = new Map(config.snmpCredentials.map((entry) => [entry.name, entry]));
  const isLeftAlone = leftAlone(plan);
  return (target) => {
    if (!plan.snmp || isLeftAlone(target)) return [];
    const given = named.size === 0 ? [] : credentialNamesFor(target, config.rules).flatMap((name) => named.get(name) ?? []);
    return [...given, ...plan.snmpCredentials];
  };
}

/** Refuses a scan that has nobody to ask. Throws UsageError. */
export function checkWays(plan: Plan, config: MapConfig): void {
  if (plan.ssh) return;
  if (!plan.snmp) throw new UsageError('--no-ssh and --no-snmp together leave nothing to ask with; leave one of them out');
  const entries = snmpEntriesFor(plan, config);
  if (plan.targets.length === 0 || plan.targets.some((target) => entries(target).length > 0)) return;
  throw new UsageError(
    '--no-ssh leaves nothing to ask with: no SNMP credential is for these targets; give --snmp-community or --snmp-user, or one of kind snmp in map.yaml',
  );
}

/**
 * The targets somebody can ask. Without SSH an address that was only swept, and that no SNMP credential is for, is passed over and
 * counted in one note: a network of them is no network of failures. What was named itself stays, and fails.
 */
export function askedTargets(context: Context, settings: ScanSettings, config: MapConfig): ScanSettings {
  if (settings.ssh) return settings;
  const entries = snmpEntriesFor(settings, config);
  const targets = settings.targets.filter((target) => target.origin === 'listed' || entries(target).length > 0);
  const left = settings.targets.length - targets.length;
  if (left === 0) return settings;
  note(
    context,
    `No SNMP credential is for ${left} of ${count(settings.targets.length, 'address', 'addresses')}: with --no-ssh nothing is asked there`,
  );
  return { ...settings, targets };
}

/** Without SSH the port of a target is that of its agent, because nothing else is asked there. */
function portOfTarget(connector: SnmpConnector): SnmpConnector {
  return {
    ...connector,
    async route(target) {
      const routed = await connector.route(target);
      if (routed?.ok !== true || target.port === undefined) return routed;
      return { ok: true, value: { ...routed.value, port: target.port } };
    },
  };
}

/**
 * Fetches the secrets of the SNMP credentials these targets can get, before the first packet. Undefined where no target gets
 * any. Throws UsageError where a reference leads nowhere.
 */
export async function snmpOptionsOf(
  context: Context,
  settings: ScanSettings,
  config: MapConfig,
): Promise<SnmpConnectorOptions | undefined> {
  const entriesFor = snmpEntriesFor(settings, config);
  const wanted = new Map(settings.targets.flatMap(entriesFor).map((entry) => [entry.name, entry]));
  if (wanted.size === 0) return undefined;
  const resolve = createResolver(resolverOptions(context));
  const ready = new Map<string, SnmpCredential>();
  for (const [name, entry] of wanted) ready.set(name, await resolveSnmpEntry(entry, resolve));
  return {
    credentialsFor: (target) => entriesFor(target).flatMap(({ name }) => ready.get(name) ?? []),
    // Two tries within the time of one connection.
    timeoutMs: (settings.timeout * 1000) / 2,
    retries: 1,
    sockets: Math.min(mostSockets, socketBudget()),
    ...(settings.snmpPort === undefined ? {} : { port: settings.snmpPort }),
    ...(settings.rate === undefined ? {} : { rate: settings.rate }),
  };
}

/** The connector of a round of a scan. */
export const openSnmp = (options: SnmpConnectorOptions, { ssh }: Pick<ScanSettings, 'ssh'>): SnmpConnector =>
  ssh ? createSnmpConnector(options) : portOfTarget(createSnmpConnector(options));
