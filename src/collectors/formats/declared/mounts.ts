import { canonicalAddress } from '../../../text/address.ts';
import { readWords } from '../../../text/scan.ts';
import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { addMount } from './mount-source.ts';
import { portOf } from './place.ts';
import { readSettings } from './settings.ts';

/** fstab(5) of Linux, the BSDs and macOS, and /proc/mounts: device, directory, type, options. vfstab(5) of Solaris has the device to check between. */
export const fstabReader: FileReader = {
  path: /^(?:\/etc\/v?fstab|\/proc\/(?:self\/)?mounts|\/etc\/mtab)$/,
  read({ path, lines }, out) {
    for (const { number, text } of lines) {
      const words = readWords(text);
      const [source = '', second = '', third = '', fourth = '', , , seventh] = words;
      if (source.startsWith('#')) continue;
      const solaris = seventh !== undefined && second === '-' && fourth !== '';
      const type = solaris ? fourth : third;
      addMount({ number, source, type, options: (solaris ? seventh : fourth) ?? '', path }, out);
    }
  },
};

/** systemd.mount(5). */
export const mountUnitReader: FileReader = {
  path: /\/systemd\/system\/[^/]+\.mount$/,
  read(file, out) {
    const settings = readSettings(file);
    const setting = (key: string): string => settings.find((one) => one.key === key)?.value ?? '';
    const what = settings.find(({ key }) => key === 'what');
    if (what === undefined) return;
    addMount(
      { number: what.number, source: what.value, type: setting('type'), options: setting('options'), path: file.path },
      out,
    );
  },
};

/** No map has more places behind one key; a line that claims so is none. */
const mostSources = 64;

function addEntry({ path }: ConfigFile, out: DeclaredList, number: number, words: readonly string[]): void {
  const options = words.find((word) => word.startsWith('-'))?.slice(1) ?? '';
  const type = /(?:^|,)fstype=([\w.]+)/.exec(options)?.[1] ?? 'nfs';
  for (const source of words.slice(1, 1 + mostSources)) {
    if (
      source.startsWith('-') ||
      !source.includes(':') ||
      /^(?:file|program|yp|nis|ldap|ldaps|hesiod|sss|multi)[:,]/.test(source)
    )
      continue;
    addMount({ number, source, type: source.startsWith('://') ? 'cifs' : type, options, path }, out);
  }
}

/** Maps of the automounter (autofs(5)): `key -options host:/path`. auto.net and auto.smb are programs. */
export const autofsReader: FileReader = {
  path: /^\/etc\/(?:auto[._](?!net$|smb$)[\w.-]+|auto\.master\.d\/[^/]+|autofs\/auto[\w.-]+)$/,
  read(file, out) {
    for (const { number, text } of file.lines) {
      const words = readWords(text);
      if (words.length > 1 && !text.startsWith('#')) addEntry(file, out, number, words);
    }
  },
};

/** Directories of the node database of open-iscsi (iscsiadm(8)): `…/nodes/TARGET:` and in it `ADDRESS,PORT,GROUP`. */
export function addIscsiNodes(file: ConfigFile, out: DeclaredList): void {
  let folder = '';
  for (const { number, text } of file.lines) {
    if (text.startsWith('/') && text.endsWith(':')) folder = text.slice(0, -1);
    const [, written = '', digits] = /^([^,/\s]{1,255}),(\d{1,5})(?:,\d{1,5})?$/.exec(text) ?? [];
    const port = portOf(digits);
    if (port === undefined) continue;
    const host = canonicalAddress(written) ?? written;
    const name = /\/nodes\/([^/]+)$/.exec(folder)?.[1];
    out.add(number, { kind: 'storage', host, port, protocol: 'tcp', scheme: 'iscsi', name, source: folder });
  }
}
