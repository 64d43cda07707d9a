import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { readUrl } from './place.ts';
import { readSettings } from './settings.ts';

function addUrls({ path }: ConfigFile, out: DeclaredList, number: number, text: string): void {
  for (const word of text.split(/[\s,]+/).slice(0, 64)) {
    const place = readUrl(word.replace(/^(?:mirror|tor|s3)\+/, ''));
    if (place === undefined) continue;
    const { host, port, scheme, path: name } = place;
    out.add(number, { kind: 'update', host, port, scheme, name, source: path });
  }
}

/** Behind the type, and nowhere else: a password that was cut out of the URI leaves brackets too. */
const options = /^(\s{0,40}deb(?:-src)?\s{1,40})\[[^[\]]{0,300}\]/;

/** sources.list(5), one line a source: `deb [options] URI suite …`; and /etc/apk/repositories (apk-repositories(5)): a URI a line. */
export const listReader: FileReader = {
  path: /^\/etc\/apt\/sources\.list(?:\.d\/[^/]+\.list)?$|^\/etc\/apk\/repositories$/,
  read(file, out) {
    for (const { number, text } of file.lines) {
      if (!/^\s*#/.test(text)) addUrls(file, out, number, text.replace(options, '$1'));
    }
  },
};

const isOff = (value: string): boolean => /^(?:0|no|false|off)$/i.test(value);

function* stanzas({ path, lines }: ConfigFile): Generator<ConfigFile> {
  let own: ConfigFile['lines'][number][] = [];
  for (const line of lines) {
    if (line.text.trim() !== '') own.push(line);
    else if (own.length > 0) {
      yield { path, lines: own };
      own = [];
    }
  }
  yield { path, lines: own };
}

/** deb822 sources (sources.list(5)): stanzas with empty lines between. */
export const deb822Reader: FileReader = {
  path: /^\/etc\/apt\/sources\.list\.d\/[^/]+\.sources$/,
  read(file, out) {
    for (const stanza of stanzas(file)) {
      const settings = readSettings(stanza);
      if (settings.some(({ key, value }) => key === 'enabled' && isOff(value))) continue;
      for (const { number, key, value } of settings) if (key === 'uris') addUrls(file, out, number, value);
    }
  },
};

/** Repositories of yum.conf(5), dnf.conf(5) and zypper; a section with `enabled=0` is not used. */
export const repoReader: FileReader = {
  path: /^\/etc\/(?:yum\.repos\.d|zypp\/repos\.d|distro\.repos\.d)\/[^/]+\.repo$/,
  read(file, out) {
    const settings = readSettings(file);
    const off = new Set(settings.filter(({ key, value }) => key === 'enabled' && isOff(value)).map(({ section }) => section));
    for (const { number, section, key, value } of settings) {
      if (/^(?:baseurl|mirrorlist|metalink)$/.test(key) && !off.has(section)) addUrls(file, out, number, value);
    }
  },
};

export const updateReaders: readonly FileReader[] = [listReader, deb822Reader, repoReader];
