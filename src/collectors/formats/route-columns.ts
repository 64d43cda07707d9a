import { readWords } from '../../text/scan.ts';

/** Where the words of a row stand, counted from the left. */
export interface RouteColumns {
  readonly system: 'linux' | 'other';
  readonly inet6: boolean;
  readonly destination: number;
  readonly gateway: number;
  readonly flags: number;
  readonly mask?: number;
  readonly metric?: number;
  /** -1 is the last word. */
  readonly device?: number;
  /** Columns before the device: a row that lacks one word lacks its device (Solaris, the default route). */
  readonly count: number;
  /** HP-UX and Solaris print networks without the length of their prefix. */
  readonly withoutLengths: boolean;
}

/** Headers of net-tools in its languages: Genmask, MáscaraGen. */
const maskName = /^(?:Genmask|M.{1,2}scaraGen\.?)$/;
const deviceNames: ReadonlySet<string> = new Set(['Netif', 'Interface', 'Iface', 'If', 'Device']);
const destinationName = /^Dest(?:ination)?(?:\/\S{1,20})?$/;

const place = (words: readonly string[], fits: (word: string) => boolean): number | undefined => {
  const at = words.findIndex(fits);
  return at === -1 ? undefined : at;
};

/** What Linux prints of IPv6 has its counters glued where they are wide, so the device is the last word. */
const linuxInet6: RouteColumns = {
  system: 'linux',
  inet6: true,
  destination: 0,
  gateway: 1,
  flags: 2,
  metric: 3,
  device: -1,
  count: 0,
  withoutLengths: false,
};

/** Destination Gateway Genmask Flags, three counters, Iface; the first counter is a metric or the MSS (route(8)). */
function linuxColumns(words: readonly string[]): RouteColumns {
  const { metric: _, ...same } = linuxInet6;
  const metric = /^M(?!SS)/.test(words[4] ?? '') ? { metric: 4 } : {};
  return { ...same, inet6: false, mask: 2, flags: 3, device: 7, ...metric };
}

/**
 * The columns below this header, by their names: Linux (route(8)), BSD, macOS, AIX, HP-UX and Solaris (netstat(1)).
 * Undefined where the line is no header of routes.
 */
export function routeColumns(header: string, inet6: boolean): RouteColumns | undefined {
  const words = readWords(header);
  const [first = '', second = '', third = ''] = words;
  if (maskName.test(third)) return linuxColumns(words);
  if (first === 'Destination' && second === 'Next' && third === 'Hop') return linuxInet6;
  const gateway = place(words, (word) => word === 'Gateway');
  const flags = place(words, (word) => word === 'Flags' || word === 'Flg');
  if (!destinationName.test(first) || gateway === undefined || flags === undefined) return undefined;
  const mask = place(words, (word) => word === 'Mask');
  const device = place(words, (word) => deviceNames.has(word));
  return {
    system: 'other',
    inet6,
    destination: 0,
    gateway,
    flags,
    ...(mask === undefined ? {} : { mask }),
    ...(device === undefined ? {} : { device }),
    count: words.length,
    withoutLengths: words.includes('Pmtu') || words.includes('Ref'),
  };
}

/** The words of a row by column; without its device, where Solaris leaves that blank in the middle of a row. */
export function rowWords(text: string, columns: RouteColumns): readonly string[] {
  const words = readWords(text);
  const { device, flags, count } = columns;
  const lacking = device !== undefined && device >= 0 && device < flags && words.length === count - 1;
  return lacking ? [...words.slice(0, device), '', ...words.slice(device)] : words;
}
