import type { ReferenceKind } from '../../../model/reference-fact.ts';
import type { ConfigFile, FileReader } from './config-file.ts';
import type { DeclaredList } from './declared-list.ts';
import { portOf, readPlace, readPlaces, readUrl } from './place.ts';
import { readSettings, wordLines } from './settings.ts';

const key = /^\s*(?:-\s+)?["']?(hosts?|urls?|endpoints?|brokers|addresse?s?|servers?)["']?\s*(?:[:=]|\s)\s*(.*)$/i;
const listItem = /^\s*-\s+["']?([^"'\s]+)/;
const portLine = /^\s*port["']?\s*(?:[:=]|\s)\s*["']?(\d{1,5})\b/i;

const kindOf = (path: string): ReferenceKind => (/telegraf|metricbeat|heartbeat/.test(path) ? 'monitoring' : 'syslog');

/** The port of the same block: up to three lines on. */
function portNear({ lines }: ConfigFile, index: number): number | undefined {
  for (const { text } of lines.slice(index + 1, index + 4)) {
    const port = portOf(portLine.exec(text)?.[1]);
    if (port !== undefined || /^\s*[[<]/.test(text)) return port;
  }
  return undefined;
}

function addPlaces(file: ConfigFile, out: DeclaredList, index: number, value: string): void {
  const { number = 0 } = file.lines[index] ?? {};
  for (const { host, port, scheme } of readPlaces(value.replace(/[[\]]/g, ' '))) {
    out.add(number, { kind: kindOf(file.path), host, port: port ?? portNear(file, index), scheme, source: file.path });
  }
}

/**
 * Where shippers of logs and figures send: the `hosts`, `url`, `endpoint`, `brokers` of Beats (YAML), Fluent Bit and fluentd, Promtail,
 * Vector and Telegraf (TOML). A list in block form goes on on the lines after it.
 */
export const shipperReader: FileReader = {
  path: /\/(?:filebeat|metricbeat|heartbeat|journalbeat|fluent-bit|td-agent-bit|td-agent|fluent|fluentd|promtail|vector|telegraf)\/.*\.(?:ya?ml|conf|toml)$/,
  read(file, out) {
    let inList = false;
    for (const [index, { text }] of file.lines.entries()) {
      if (/^\s*#/.test(text)) continue;
      const [, name, value = ''] = key.exec(text) ?? [];
      const [, item] = name === undefined ? (listItem.exec(text) ?? []) : [];
      if (name !== undefined) {
        inList = value.trim() === '' || value.trim() === '[';
        addPlaces(file, out, index, value);
      } else if (inList && item !== undefined) addPlaces(file, out, index, item);
      else inList = false;
    }
  },
};

/** zabbix_agentd.conf: `ServerActive` is whom the agent calls. `Server` is who may call the agent, which is the other direction. */
export const zabbixReader: FileReader = {
  path: /\/zabbix\/zabbix_agent(?:d|2)\.(?:conf|d\/[^/]+\.conf|conf\.d\/[^/]+)$/,
  read(file, out) {
    for (const { number, key: name, value } of readSettings(file)) {
      if (name !== 'serveractive') continue;
      for (const { host, port } of readPlaces(value)) {
        out.add(number, { kind: 'monitoring', host, port, protocol: 'tcp', scheme: 'zabbix', source: file.path });
      }
    }
  },
};

/** collectd.conf(5), network plugin: `Server "host" "25826"`. */
export const collectdReader: FileReader = {
  path: /^\/etc\/collectd(?:\.conf|\.d\/|\/)/,
  read(file, out) {
    for (const { number, keyword, values } of wordLines(file)) {
      if (keyword !== 'server' && keyword !== '<server') continue;
      const [host = '', port] = values.map((value) => value.replace(/["'>]/g, ''));
      out.add(number, { kind: 'monitoring', host, port: portOf(port), protocol: 'udp', scheme: 'collectd', source: file.path });
    }
  },
};

/** snmpd.conf(5): `trap2sink HOST [COMMUNITY [PORT]]`, where HOST may be `udp:host:port`. */
export const trapReader: FileReader = {
  path: /\/snmpd?\/snmpd\.conf$|^\/etc\/snmpd\.conf$/,
  read(file, out) {
    for (const { number, keyword, values } of wordLines(file)) {
      if (!/^(?:trap2?sink|informsink)$/.test(keyword)) continue;
      const [written = '', , port] = values;
      const place = readPlace(written.replace(/^(?:udp6?|tcp6?|dtls|tls)[a-z]*:/, ''));
      if (place === undefined) continue;
      out.add(number, {
        kind: 'monitoring',
        host: place.host,
        port: place.port ?? portOf(port),
        scheme: 'snmptrap',
        source: file.path,
      });
    }
  },
};

/** Clients of backup servers: `TCPServeraddress host` and `TCPPort` of IBM Spectrum Protect (dsm.sys), `SERVER = host` of NetBackup (bp.conf). */
export const backupReader: FileReader = {
  path: /\/dsm\.sys$|\/netbackup\/bp\.conf$/,
  read(file, out) {
    for (const [index, { number, text }] of file.lines.entries()) {
      const [, name = '', value = ''] = /^\s*(TCPServeraddress|SERVER|MEDIA_SERVER)(?:\s*=\s*|\s+)(\S+)/i.exec(text) ?? [];
      if (name === '' || (name.toLowerCase() === 'server' && file.path.endsWith('.sys'))) continue;
      const near = file.lines
        .slice(Math.max(0, index - 3), index + 4)
        .map((line) => /^\s*TCPPort\s+(\d{1,5})/i.exec(line.text)?.[1]);
      const port = file.path.endsWith('.sys') ? portOf(near.find((one) => one !== undefined)) : undefined;
      const place = readUrl(value) ?? readPlace(value);
      if (place !== undefined) out.add(number, { kind: 'backup', host: place.host, port, source: file.path });
    }
  },
};
