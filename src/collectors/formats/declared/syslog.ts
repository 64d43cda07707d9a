import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { portOf, readPlace, readPlaces, readUrlOrPlace } from './place.ts';
import { readSettings } from './settings.ts';

const longestStatement = 16_384;
/** `@host`, `@@host:port`, `@(z9,o)host:port;template` (rsyslog.conf(5)), `@tls://host:port` (syslog.conf(5) of OpenBSD). */
const forward = /[\s;](@@?)(?:\([^)\s]{0,40}\))?((?:[a-z0-9]{2,8}:\/\/)?[\w[][^\s;"'(]{0,255})/g;
const relp = /:omrelp:([^\s;]{1,255})/;

/** Statements that go over several lines: from the line `begin` is on to the one `end` is on, as one text. */
function* statements(
  { lines }: ConfigFile,
  begin: RegExp,
  end: RegExp,
): Generator<{ readonly number: number; readonly text: string }> {
  let open: { number: number; text: string } | undefined;
  for (const { number, text } of lines) {
    if (open === undefined && begin.test(text)) open = { number, text: '' };
    if (open === undefined) continue;
    open.text += `${text} `;
    if (!end.test(text) && open.text.length < longestStatement) continue;
    yield open;
    open = undefined;
  }
  if (open !== undefined) yield open;
}

function addForwards({ path, lines }: ConfigFile, out: DeclaredList): void {
  for (const { number, text } of lines) {
    if (/^\s*[#$]/.test(text)) continue;
    for (const [, ats, written = ''] of text.matchAll(forward)) {
      const tcp = ats === '@@' || /^(?:tcp|tls)/.test(written);
      const place = readUrlOrPlace(written);
      if (place === undefined) continue;
      const { host, port } = place;
      out.add(number, { kind: 'syslog', host, port, protocol: tcp ? 'tcp' : 'udp', scheme: 'syslog', source: path });
    }
    const relay = readPlace(relp.exec(text)?.[1] ?? '');
    if (relay !== undefined) out.add(number, { kind: 'syslog', ...relay, protocol: 'tcp', scheme: 'relp', source: path });
  }
}

/** Host, port and protocol parameters of the output modules that send elsewhere. */
function addAction({ path }: ConfigFile, out: DeclaredList, number: number, text: string): void {
  const parameters = new Map(
    [...text.matchAll(/(?<![.\w])(\w{1,40})\s*=\s*"([^"]{0,1000})"/g)].map(([, key = '', value = '']) => [
      key.toLowerCase(),
      value,
    ]),
  );
  const type = parameters.get('type') ?? '';
  const scheme = { omfwd: 'syslog', omrelp: 'relp', omelasticsearch: 'http', omkafka: 'kafka' }[type];
  if (scheme === undefined) return;
  const list = /broker\s*=\s*\[([^\]]{0,1000})\]/i.exec(text)?.[1] ?? parameters.get('broker');
  const target = list ?? parameters.get('target') ?? parameters.get('server') ?? '';
  const port = portOf(parameters.get('port') ?? parameters.get('serverport'));
  const protocol = type === 'omfwd' && parameters.get('protocol')?.toLowerCase() !== 'tcp' ? 'udp' : 'tcp';
  for (const place of readPlaces(target)) {
    out.add(number, { kind: 'syslog', host: place.host, port: place.port ?? port, protocol, scheme, source: path });
  }
}

/** rsyslog.conf(5) with the actions of RainerScript, and syslog.conf(5) of every Unix. */
export const syslogReader: FileReader = {
  path: /\/(?:r?syslog\.conf|rsyslog\.d\/[^/]+\.conf|syslog\.d\/[^/]+)$/,
  read(file, out) {
    addForwards(file, out);
    for (const { number, text } of statements(file, /\baction\s*\(/i, /\)/)) addAction(file, out, number, text);
  },
};

const driver = /\b(network|syslog|tcp6?|udp6?)\s*\(\s*["']([^"']{1,255})["']([^;]{0,2000})/g;

/** Destinations of syslog-ng (its administration guide): `network("host" port(514) transport("tcp"))`. */
export const syslogNgReader: FileReader = {
  path: /\/syslog-ng\/.*\.conf$/,
  read(file, out) {
    for (const { number, text } of statements(file, /\bdestination\b|\b(?:network|syslog|tcp6?|udp6?)\s*\(\s*["']/, /;/)) {
      for (const [, kind = '', host = '', rest = ''] of text.matchAll(driver)) {
        const [, transport = ''] = /\btransport\s*\(\s*["']?(\w+)/.exec(rest) ?? [];
        const port = portOf(/\bport\s*\(\s*["']?(\d{1,5})/.exec(rest)?.[1]);
        const protocol = (transport || kind).startsWith('udp') ? 'udp' : 'tcp';
        out.add(number, { kind: 'syslog', host, port, protocol, scheme: 'syslog', source: file.path });
      }
    }
  },
};

/** journal-upload.conf(5). */
export const journalUploadReader: FileReader = {
  path: /\/systemd\/journal-upload\.conf(?:\.d\/[^/]+\.conf)?$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      const place = key === 'url' ? readUrlOrPlace(value) : undefined;
      if (place === undefined) continue;
      const { host, port, scheme } = place;
      out.add(number, { kind: 'syslog', host, port, protocol: 'tcp', scheme: scheme ?? 'https', source: file.path });
    }
  },
};
