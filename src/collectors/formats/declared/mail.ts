import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { portOf, readPlace } from './place.ts';
import { bare, readSettings, wordLines } from './settings.ts';

interface Relay {
  readonly number: number;
  /** `[host]:port` asks for no MX record; without brackets the name is a domain or a host. */
  readonly written: string;
  readonly port?: string | undefined;
  readonly name?: string;
}

function addRelay({ path }: ConfigFile, out: DeclaredList, { number, written, port, name }: Relay): void {
  const place = readPlace(written.replace(/^\[([^\]:]{1,255})\]/, '$1'));
  if (place === undefined) return;
  const { host } = place;
  out.add(number, { kind: 'mail', host, port: place.port ?? portOf(port), protocol: 'tcp', scheme: 'smtp', name, source: path });
}

/** postconf(5). */
const postfixReader: FileReader = {
  path: /\/postfix\/main\.cf$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (!/^(?:relayhost|(?:smtp_)?fallback_relay)$/.test(key)) continue;
      for (const written of value.split(/[\s,]+/)) addRelay(file, out, { number, written });
    }
  },
};

/** transport(5): `domain smtp:[host]:port`. */
const transportReader: FileReader = {
  path: /\/postfix\/transport$/,
  read(file, out) {
    for (const { number, text } of file.lines) {
      const [, name = '', written = ''] = /^([^#\s]\S*)\s+(?:smtp|relay|lmtp)[\w-]{0,40}:(\S+)/.exec(text) ?? [];
      if (written !== '') addRelay(file, out, { number, written, name });
    }
  },
};

/** msmtp(1): `host` and `port` of an account, in any order. */
const msmtpReader: FileReader = {
  path: /\/\.?msmtprc$/,
  read(file, out) {
    const lines = [...wordLines(file)];
    for (const [index, { number, keyword, values }] of lines.entries()) {
      if (keyword !== 'host') continue;
      const port = lines.slice(Math.max(0, index - 3), index + 5).find((line) => line.keyword === 'port')?.values[0];
      addRelay(file, out, { number, written: values[0] ?? '', port });
    }
  },
};

/** ssmtp.conf(5) `mailhub=host:port`; `dc_smarthost='host::port;…'` of update-exim4.conf(8). */
const smarthostReader: FileReader = {
  path: /\/ssmtp\.conf$|\/update-exim4\.conf\.conf$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (key !== 'mailhub' && key !== 'dc_smarthost') continue;
      for (const written of bare(value).split(/[;\s]+/)) addRelay(file, out, { number, written: written.replace('::', ':') });
    }
  },
};

/** nullmailer-send(8): `host protocol --port=587`. */
const nullmailerReader: FileReader = {
  path: /\/nullmailer\/remotes$/,
  read(file, out) {
    for (const { number, keyword, values } of wordLines(file)) {
      const port = values.find((value) => value.startsWith('--port='))?.slice('--port='.length);
      addRelay(file, out, { number, written: keyword, port });
    }
  },
};

export const mailReaders: readonly FileReader[] = [
  postfixReader,
  transportReader,
  msmtpReader,
  smarthostReader,
  nullmailerReader,
];
