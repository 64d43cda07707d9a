import type { Fact } from '../../../model/fact.ts';
import { known } from '../known.ts';
import { deviceMac } from './hardware.ts';

/** Where the version output of one operating system holds what: the groups of each are the value, with a blank between them. */
export interface VersionWords {
  readonly vendor: string;
  readonly osName: string;
  readonly version: RegExp;
  readonly model?: RegExp;
  readonly name?: RegExp;
  readonly serial?: RegExp;
  /** The MAC it calls itself by in LLDP. */
  readonly chassis?: RegExp;
}

/** A version is a screen or two; what follows is noise. */
const longest = 64 * 1024;

/**
 * Reads name, system, model and serial number of a device from its version output. A text that has none of them gives one
 * skipped line.
 */
export function parseVersion(text: string, { vendor, osName, ...words }: VersionWords): readonly Fact[] {
  const head = text.slice(0, longest);
  const find = (pattern: RegExp | undefined): string | undefined =>
    pattern?.exec(head)?.slice(1).filter(Boolean).join(' ').trim().slice(0, 120);
  const [version, model, name, serial] = [words.version, words.model, words.name, words.serial].map(find);
  const chassis = deviceMac(find(words.chassis) ?? '');
  if (version === undefined && model === undefined && name === undefined && serial === undefined) {
    return text.trim() === ''
      ? []
      : [{ fact: 'skipped', line: 1, text: (text.split(/\r?\n/, 1)[0] ?? '').slice(0, 200), reason: `no version of ${osName}` }];
  }
  const product = version === undefined && model === undefined;
  return [
    { fact: 'system', line: 1, ...known('name', name), osName, ...known('osVersion', version) },
    ...(product
      ? []
      : [{ fact: 'device' as const, line: 1, vendor, ...known('model', model), ...known('softwareVersion', version) }]),
    ...(serial === undefined ? [] : [{ fact: 'identity' as const, line: 1, kind: 'device-serial' as const, value: serial }]),
    ...(chassis === undefined ? [] : [{ fact: 'identity' as const, line: 1, kind: 'chassis-id' as const, value: chassis }]),
  ];
}
