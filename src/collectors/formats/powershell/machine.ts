import type { IdentityFact, SystemFact } from '../../../model/fact.ts';
import { fieldOf, type PowerShellRecord } from '../../../text/powershell/record.ts';

type Optional<Key extends keyof SystemFact> = Partial<Pick<SystemFact, Key>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const longestSerial = 128;

const known = <Key extends keyof SystemFact>(key: Key, value: string | undefined): Optional<Key> =>
  (value === undefined || value === '' ? {} : { [key]: value }) as Optional<Key>;

/** One object of `Win32_ComputerSystem`: what the machine is called, who made it. */
export function readComputer(record: PowerShellRecord): SystemFact {
  const model = [fieldOf(record, 'manufacturer'), fieldOf(record, 'model')].filter((part) => part !== undefined).join(' ');
  return {
    fact: 'system',
    line: record.line,
    ...known('name', fieldOf(record, 'dnshostname', 'name')),
    ...known('description', model),
  };
}

/** One object of `Win32_OperatingSystem`. */
export function readOperatingSystem(record: PowerShellRecord): SystemFact {
  const caption = fieldOf(record, 'caption')?.trim();
  return {
    fact: 'system',
    line: record.line,
    ...known('name', fieldOf(record, 'csname')),
    ...known('description', caption),
    ...known('osName', caption),
    ...known('osVersion', fieldOf(record, 'version')),
    ...known('architecture', fieldOf(record, 'osarchitecture')),
  };
}

/** `Win32_ComputerSystemProduct`, `Win32_BIOS` and the MachineGuid of the registry. */
export function readIdentities(record: PowerShellRecord): readonly IdentityFact[] {
  const found: IdentityFact[] = [];
  const add = (kind: IdentityFact['kind'], value: string | undefined): void => {
    if (value !== undefined) found.push({ fact: 'identity', line: record.line, kind, value });
  };
  const lower = (name: string): string | undefined => {
    const value = fieldOf(record, name)?.trim().toLowerCase();
    return value !== undefined && uuid.test(value) ? value : undefined;
  };
  add('smbios-uuid', lower('uuid'));
  add('machine-id', lower('machineguid'));
  const serial = record.fields.has('smbiosbiosversion') ? fieldOf(record, 'serialnumber') : fieldOf(record, 'identifyingnumber');
  add('smbios-serial', serial?.trim().slice(0, longestSerial) || undefined);
  return found;
}
