import { interfaceTypes } from './interface-types.ts';
import { prefixEnd } from './oid.ts';

/** Names of the values of an object from 1 on, where a walk prints them without their numbers (`-OQ`, `-Oq`). */
const upDown = 'up down testing unknown dormant notPresent lowerLayerDown';
const tcpStates = 'closed listen synSent synReceived established finWait1 finWait2 closeWait lastAck closing timeWait deleteTCB';
const chassisIds = 'chassisComponent interfaceAlias portComponent macAddress networkAddress interfaceName local';
const portIds = 'interfaceAlias portComponent macAddress networkAddress interfaceName agentCircuitId local';
const fdbStates = 'other invalid learned self mgmt';

const names: Readonly<Record<string, string>> = {
  '1.3.6.1.2.1.2.2.1.7': upDown,
  '1.3.6.1.2.1.2.2.1.8': upDown,
  '1.3.6.1.2.1.4.1': 'forwarding notForwarding',
  '1.3.6.1.2.1.4.21.1.8': 'other invalid direct indirect',
  '1.3.6.1.2.1.4.22.1.4': 'other invalid dynamic static',
  '1.3.6.1.2.1.4.24.4.1.6': 'other reject local remote',
  '1.3.6.1.2.1.4.24.7.1.8': 'other reject local remote blackhole',
  '1.3.6.1.2.1.4.34.1.4': 'unicast anycast broadcast',
  '1.3.6.1.2.1.4.35.1.6': 'other invalid dynamic static local',
  '1.3.6.1.2.1.4.35.1.7': 'reachable stale delay probe invalid unknown incomplete',
  '1.3.6.1.2.1.6.13.1.1': tcpStates,
  '1.3.6.1.2.1.6.19.1.7': tcpStates,
  '1.3.6.1.2.1.25.4.2.1.6': 'unknown operatingSystem deviceDriver application',
  '1.3.6.1.2.1.25.4.2.1.7': 'running runnable notRunnable invalid',
  '1.3.6.1.2.1.47.1.1.1.1.5':
    'other unknown chassis backplane container powerSupply fan sensor module port stack cpu energyObject battery storageDrive',
  '1.3.6.1.2.1.17.2.15.1.3': 'disabled blocking listening learning forwarding broken',
  '1.3.6.1.2.1.17.4.3.1.3': fdbStates,
  '1.3.6.1.2.1.17.7.1.2.2.1.3': fdbStates,
  '1.3.6.1.2.1.14.10.1.6': 'down attempt init twoWay exchangeStart exchange loading full',
  '1.3.6.1.2.1.15.3.1.2': 'idle connect active opensent openconfirm established',
  '1.0.8802.1.1.2.1.3.1': chassisIds,
  '1.0.8802.1.1.2.1.3.7.1.2': portIds,
  '1.0.8802.1.1.2.1.4.1.1.4': chassisIds,
  '1.0.8802.1.1.2.1.4.1.1.6': portIds,
};

const numbers: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ...Object.entries(names).map(([oid, text]): [string, ReadonlyMap<string, number>] => [
    oid,
    new Map(text.split(' ').map((name, at) => [name, at + 1])),
  ]),
  ['1.3.6.1.2.1.2.2.1.3', new Map([...interfaceTypes].map(([number, name]) => [name, number]))],
]);

/** Parts of the number of an object that has names for its values. */
const depths = [8, 9, 10, 11, 12, 13, 14] as const;

/** The number a name stands for in an object, found by the object or column the instance is of. */
export function enumerated(oid: string, name: string): number | undefined {
  for (const depth of depths) {
    const end = prefixEnd(oid, depth);
    if (end === -1) return undefined;
    const values = numbers.get(oid.slice(0, end));
    if (values !== undefined) return values.get(name);
  }
  return undefined;
}
