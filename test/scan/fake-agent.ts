import { type Failure, fail, succeed } from '../../src/model/failure.ts';
import type { SnmpTable } from '../../src/model/snmp-collector.ts';
import type { SnmpConnector, SnmpSession, WalkLimits, WalkResult } from '../../src/transports/snmp/types.ts';

/** What an agent tells of tables; nothing at all where left out. */
export type Tell = (tables: readonly SnmpTable[], limits: WalkLimits) => Promise<WalkResult> | WalkResult;

export const told = (text: string, more: Partial<WalkResult> = {}): WalkResult => ({
  status: 'ok',
  text: Buffer.from(text),
  objects: text === '' ? 0 : text.trimEnd().split('\n').length,
  ...more,
});

export const subtreesOf = (tables: readonly SnmpTable[]): readonly string[] => tables.flatMap(({ subtrees }) => subtrees);

export const sysName = '1.3.6.1.2.1.1.5.0|4|sw1\n';

/** An agent that tells its name and has no other table. */
export const plain: Tell = (tables) => told(subtreesOf(tables).includes('1.3.6.1.2.1.1.5') ? sysName : '');

export const fakeSession = (tell: Tell, address = '10.0.0.1'): SnmpSession => ({
  facts: { snmpVersion: '2c', snmpCredential: 'public' },
  address,
  port: 161,
  walk: async (tables, limits) => tell(tables, limits),
  close: () => {},
});

export interface FakeAgent {
  readonly tell?: Tell;
  readonly failure?: Failure['status'];
  readonly silent?: boolean;
  /** No credential is for it. */
  readonly none?: true;
  readonly unresolved?: true;
  readonly throws?: string;
}

/** Agents by host; one that is not named is silent. */
export function fakeAgents(agents: Readonly<Record<string, FakeAgent>>): SnmpConnector & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    route: async (target) => {
      const agent = agents[target.host];
      if (agent?.none) return undefined;
      if (agent?.unresolved) return fail('unresolved', `${target.host}: the name has no address`);
      return succeed({ target, address: target.host, port: 161 });
    },
    open: async ({ address }) => {
      asked.push(address);
      const { tell = plain, failure, silent = false, throws } = agents[address] ?? { failure: 'snmp-unanswered', silent: true };
      if (throws !== undefined) throw new Error(throws);
      if (failure !== undefined) return { failure: { status: failure, message: `${address}: ${failure}` }, silent };
      return { session: fakeSession(tell, address) };
    },
    close: async () => {},
  };
}
