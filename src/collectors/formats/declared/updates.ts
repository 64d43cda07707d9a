import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { readUrl } from './place.ts';
import { readSettings, type Setting } from './settings.ts';

function addUrls({ path }: ConfigFile, out: DeclaredList, number: number, text: string): void {
  for (const word of text.split(/[\s,]+/).slice(0, 64)) {
    const place = readUrl(word.replace(/^(?:mirror|tor|s3)\+/, ''));
    if (place === undefined) continue;
    const { host, port, scheme, path: name } = place;
    out.add(number, { kind: 'update', host, port, scheme, name, source: path });
  }
}

/** sources.list(5), one line a source: `deb [options] URI suite …`; and /etc/apk/repositories (apk-repositories(5)): a URI a line. */
const listReader: FileReader = {
  path: /^\/etc\/apt\/sources\.list(?:\.d\/[^/]+\.list)?$|^\/etc\/apk\/repositories$/,
  read(file, out) {
    for (const { number, text } of file.lines) {
      if (!/^\s*#/.test(text)) addUrls(file, out, number, text.replace(/\[[^\]]*\]/, ' '));
    }
  },
};

const isOff = (value: string | undefined): boolean => /^(?:0|no|false|off)$/i.test(value ?? '');

/** deb822 sources (sources.list(5)). A stanza ends at an empty line, which a filter may have taken, or where the next begins. */
const deb822Reader: FileReader = {
  path: /^\/etc\/apt\/sources\.list\.d\/[^/]+\.sources$/,
  read(file, out) {
    let stanza: Setting[] = [];
    const end = (): void => {
      const off = isOff(stanza.find(({ key }) => key === 'enabled')?.value);
      for (const { number, key, value } of off ? [] : stanza) if (key === 'uris') addUrls(file, out, number, value);
      stanza = [];
    };
    let last = 0;
    for (const setting of readSettings(file)) {
      const again = stanza.some(({ key, number }) => key === setting.key && number < last);
      if (again && (setting.key === 'types' || setting.key === 'uris' || setting.key === 'enabled')) end();
      stanza.push(setting);
      last = setting.number;
    }
    end();
  },
};

/** Repositories of yum.conf(5), dnf.conf(5) and zypper; a section with `enabled=0` is not used. */
const repoReader: FileReader = {
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
