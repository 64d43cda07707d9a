import type { Fact, IdentityFact } from '../../model/fact.ts';
import { factList } from '../../text/fact-list.ts';
import { readLabelledLines } from '../../text/labelled-files.ts';
import { hostKeyFingerprint } from './host-key.ts';

interface Source {
  readonly path: RegExp;
  readonly kind: IdentityFact['kind'];
  /** The value in its one spelling; undefined where the file holds something else. */
  read(text: string): string | undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const matching = (pattern: RegExp) => (text: string) => {
  const value = text.trim().toLowerCase();
  return pattern.test(value) ? value : undefined;
};

const sources: readonly Source[] = [
  // machine-id(5); D-Bus keeps a copy where there is no systemd.
  { path: /^(\/etc|\/var\/lib\/dbus)\/machine-id$/, kind: 'machine-id', read: matching(/^[0-9a-f]{32}$/) },
  // random(4)
  { path: /^\/proc\/sys\/kernel\/random\/boot_id$/, kind: 'boot-id', read: matching(uuid) },
  // HP-UX keeps them under /opt/ssh.
  { path: /^(?:\/etc\/ssh|\/opt\/ssh\/etc)\/ssh_host_\w{1,40}_key\.pub$/, kind: 'host-key', read: hostKeyFingerprint },
  // Documentation/ABI/testing/sysfs-firmware-dmi-entries of the kernel
  { path: /^\/sys\/class\/dmi\/id\/product_uuid$/, kind: 'smbios-uuid', read: matching(uuid) },
  {
    path: /^\/sys\/class\/dmi\/id\/product_serial$/,
    kind: 'smbios-serial',
    read: (text) => text.trim().slice(0, 128) || undefined,
  },
];

/**
 * Files that tell one host from another, printed by `grep -s ''` with their paths. Values of which
 * many hosts have the same one are for the reader of the facts to judge.
 */
export function parseIdentity(text: string): readonly Fact[] {
  const list = factList();
  const seen = new Set<string>();
  for (const { number, path, text: content } of readLabelledLines(text)) {
    const source = sources.find((candidate) => candidate.path.test(path));
    if (source === undefined || content.trim() === '') continue;
    const value = source.read(content);
    if (value === undefined) list.skip(number, content, `not a ${source.kind}`);
    else if (!seen.has(`${source.kind} ${value}`)) {
      seen.add(`${source.kind} ${value}`);
      list.facts.push({ fact: 'identity', line: number, kind: source.kind, value });
    }
  }
  return list.facts;
}
