import type { FileReader } from './config-file.ts';
import { readPlace, readPlaces } from './place.ts';
import { readSettings, wordLines } from './settings.ts';

const keywords = /^(?:server|pool|peer|servers)$/;

/**
 * ntp.conf(5), chrony.conf(5) with its conf.d and sources.d, and ntpd.conf(5) of OpenNTPD: all say `server HOST …`. Clocks of
 * the host itself are addresses in 127.127.0.0/16 and fall out with the loopback.
 */
export const ntpReader: FileReader = {
  path: /\/(?:ntp|chrony|ntpd)\.conf$|\/chrony[\w.-]*\/.*\.(?:conf|sources)$/,
  read(file, out) {
    for (const { number, keyword, values } of wordLines(file)) {
      if (!keywords.test(keyword)) continue;
      const [host = '', ...options] = values.filter((value) => !/^-[46]$/.test(value));
      const place = readPlace(host);
      const at = options.indexOf('port');
      const port = at === -1 ? undefined : readPlace(`x:${options[at + 1]}`)?.port;
      if (place === undefined) out.skip(number, `${keyword} ${values.join(' ')}`, 'not a time server');
      else out.add(number, { kind: 'time', host: place.host, port, protocol: 'udp', scheme: 'ntp', source: file.path });
    }
  },
};

/** timesyncd.conf(5). */
export const timesyncdReader: FileReader = {
  path: /\/systemd\/timesyncd\.conf(?:\.d\/[^/]+\.conf)?$/,
  read(file, out) {
    for (const { number, key, value } of readSettings(file)) {
      if (key !== 'ntp' && key !== 'fallbackntp') continue;
      for (const { host } of readPlaces(value)) {
        out.add(number, { kind: 'time', host, protocol: 'udp', scheme: 'ntp', source: file.path });
      }
    }
  },
};
