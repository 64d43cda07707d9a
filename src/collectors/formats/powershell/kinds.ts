import type { Fact } from '../../../model/fact.ts';
import type { PowerShellRecord } from '../../../text/powershell/record.ts';
import { readComputer, readIdentities, readOperatingSystem } from './machine.ts';
import { readAdapter, readIpAddress, readNeighbor, readRoute } from './network.ts';
import { readProcess, readService } from './programs.ts';
import { readSocket } from './sockets.ts';

export type PowerShellKind =
  | 'addresses'
  | 'adapters'
  | 'identity'
  | 'neighbors'
  | 'processes'
  | 'routes'
  | 'services'
  | 'sockets'
  | 'system';

interface Kind {
  readonly kind: PowerShellKind;
  /** Whether an object with these properties is of the kind; the first kind that says so wins. */
  matches(has: (name: string) => boolean): boolean;
  /** Its facts; undefined where it cannot be read. */
  read(record: PowerShellRecord): readonly Fact[] | undefined;
}

const one =
  (read: (record: PowerShellRecord) => Fact | undefined) =>
  (record: PowerShellRecord): readonly Fact[] | undefined => {
    const fact = read(record);
    return fact === undefined ? undefined : [fact];
  };

/** The properties tell the class: a view, a list and JSON of one object have different ones, but always these. */
const kinds: readonly Kind[] = [
  { kind: 'sockets', matches: (has) => has('localaddress') && has('localport'), read: one(readSocket) },
  { kind: 'routes', matches: (has) => has('destinationprefix'), read: one(readRoute) },
  {
    kind: 'neighbors',
    matches: (has) => has('ipaddress') && (has('linklayeraddress') || (has('state') && !has('prefixlength'))),
    read: one(readNeighbor),
  },
  { kind: 'addresses', matches: (has) => has('ipaddress') && has('prefixlength'), read: one(readIpAddress) },
  {
    kind: 'adapters',
    matches: (has) => (has('name') || has('interfacealias')) && has('interfacedescription'),
    read: one(readAdapter),
  },
  {
    kind: 'services',
    matches: (has) =>
      (has('name') || has('servicename')) &&
      (has('startmode') || has('pathname') || has('servicetype') || (has('displayname') && (has('status') || has('state')))),
    read: one(readService),
  },
  {
    kind: 'processes',
    matches: (has) =>
      (has('processid') && (has('parentprocessid') || has('commandline') || has('name'))) || (has('id') && has('processname')),
    read: one(readProcess),
  },
  {
    kind: 'identity',
    matches: (has) => has('uuid') || has('machineguid') || has('identifyingnumber') || has('smbiosbiosversion'),
    read: readIdentities,
  },
  { kind: 'system', matches: (has) => has('version') && has('buildnumber'), read: one(readOperatingSystem) },
  {
    kind: 'system',
    matches: (has) => (has('name') || has('dnshostname')) && has('manufacturer') && has('model'),
    read: one(readComputer),
  },
];

/** What an object is; undefined where it is nothing we read. */
export function kindOf({ fields }: PowerShellRecord): Kind | undefined {
  return kinds.find(({ matches }) => matches((name) => fields.has(name)));
}
