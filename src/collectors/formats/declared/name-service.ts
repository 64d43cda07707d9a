import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { portOf, readPlace } from './place.ts';
import { bare, readSettings, wordLines } from './settings.ts';

interface Server {
  readonly number: number;
  /** Address or name, then what each program puts behind it: `@853`, `#name`, `%eth0`. */
  readonly written: string;
  readonly port?: string | undefined;
}

function addServer({ path }: ConfigFile, out: DeclaredList, { number, written, port }: Server): void {
  const place = readPlace(written);
  if (place === undefined) return;
  out.add(number, { kind: 'name-service', host: place.host, port: portOf(port) ?? place.port, scheme: 'dns', source: path });
}

/** What systemd-resolved asks behind its stub 127.0.0.53 (systemd-resolved.service(8)); in the form of resolv.conf(5). */
const uplinkReader: FileReader = {
  path: /^\/run\/systemd\/resolve\/resolv\.conf$/,
  read(file, out) {
    for (const { number, keyword, values } of wordLines(file)) {
      if (keyword === 'nameserver') addServer(file, out, { number, written: values[0] ?? '' });
    }
  },
};

/** resolved.conf(5): `DNS=10.0.0.1:853%eth0#name …`. */
const resolvedReader: FileReader = {
  path: /\/systemd\/resolved\.conf(?:\.d\/[^/]+\.conf)?$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (key !== 'dns' && key !== 'fallbackdns') continue;
      for (const word of value.split(/\s+/)) addServer(file, out, { number, written: word.replace(/[%#].*$/, '') });
    }
  },
};

/** dnsmasq(8): `server=/domain/10.0.0.1#5353@eth0`. */
const dnsmasqReader: FileReader = {
  path: /^\/etc\/dnsmasq(?:\.conf$|\.d\/)/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (key !== 'server' && key !== 'rev-server') continue;
      const last = value.split('#')[0] ?? '';
      const written = last.slice(Math.max(last.lastIndexOf('/'), last.lastIndexOf(',')) + 1).replace(/@.*$/, '');
      addServer(file, out, { number, written, port: /#(\d{1,5})/.exec(value)?.[1] });
    }
  },
};

/** unbound.conf(5): `forward-addr: 10.0.0.1@853#name`. */
const unboundReader: FileReader = {
  path: /\/unbound\/.*\.conf$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (!/^(?:forward|stub)-(?:addr|host)$/.test(key)) continue;
      const [written = '', port] = (bare(value).split('#')[0] ?? '').trim().split('@');
      addServer(file, out, { number, written, port });
    }
  },
};

/** named.conf of BIND (its Administrator Reference Manual): `forwarders { 10.0.0.1; 10.0.0.2 port 5353; };`, over several lines. */
const namedReader: FileReader = {
  path: /\/named\.conf(?:\.options|\.local)?$/,
  read(file, out) {
    let inside = false;
    for (const { number, text } of file.lines) {
      const code = text.replace(/(?:\/\/|#|\/\*).*$/, '');
      const begin = code.indexOf('forwarders');
      if (begin !== -1) inside = true;
      if (!inside) continue;
      const list = begin === -1 ? code : code.slice(code.indexOf('{', begin) + 1);
      for (const entry of (list.split('}')[0] ?? '').split(';')) {
        const [written = '', , port] = entry.trim().split(/\s+/);
        if (written !== 'forwarders') addServer(file, out, { number, written, port });
      }
      if (list.includes('}')) inside = false;
    }
  },
};

export const nameServiceReaders: readonly FileReader[] = [
  uplinkReader,
  resolvedReader,
  dnsmasqReader,
  unboundReader,
  namedReader,
];
