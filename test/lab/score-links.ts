import type { Link, LinkEnd, Snapshot } from '../../src/model/snapshot.ts';
import { type Cable, cables, type Plug, portMac } from './cables.ts';
import { placeOf } from './score.ts';
import { hosts, ipv4Of, ipv6Of, scannerNumber } from './topology.ts';

export interface LinkScore {
  readonly expected: number;
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  readonly missing: readonly string[];
  /** Links that are no cable, and cables told twice. */
  readonly wrong: readonly string[];
}

const lab = { hosts, scanner: [ipv4Of(scannerNumber), ipv6Of(scannerNumber)] };

const cableText = ({ from, to }: Cable): string => `${from.place} ${from.port} -- ${to.place} ${to.port}`;

/** What a host nobody looked at calls its port nobody knows; its neighbors may have been sent the MAC of it. */
const isPlug = (plug: Plug, { place, port }: Plug, seen: ReadonlySet<string>): boolean =>
  plug.place === place && (plug.port === port || (!seen.has(place) && ['', portMac(plug)].includes(port)));

/**
 * Holds the links of layer 2 against the cables. `looked` are the names of the hosts that were looked at: each cable between two
 * of them has to be there, or those of `only`; one to somebody else may be, at the right port.
 */
export function scoreLinks(
  snapshot: Snapshot,
  links: readonly Link[],
  looked: readonly string[],
  only?: readonly Cable[],
): LinkScore {
  const byId = new Map(snapshot.hosts.map((host) => [host.id, host]));
  const seen = new Set(looked);
  const plugOf = ({ host, port = '' }: LinkEnd): Plug => ({ place: placeOf(byId.get(host), lab), port });
  const told = links.map(({ a, b }) => {
    const [one, other] = [plugOf(a), plugOf(b)];
    const cable = cables.find(
      ({ from, to }) =>
        (isPlug(from, one, seen) && isPlug(to, other, seen)) || (isPlug(from, other, seen) && isPlug(to, one, seen)),
    );
    return { cable, text: `${one.place} ${one.port} -- ${other.place} ${other.port}` };
  });
  const expected = only ?? cables.filter(({ from, to }) => seen.has(from.place) && seen.has(to.place));
  const missing = expected.filter((cable) => !told.some((one) => one.cable === cable));
  const wrong = told.filter(({ cable }, index) => cable === undefined || told.findIndex((one) => one.cable === cable) !== index);
  return {
    expected: expected.length,
    found: expected.length - missing.length,
    precision: told.length === 0 ? 1 : (told.length - wrong.length) / told.length,
    recall: (expected.length - missing.length) / expected.length,
    missing: missing.map(cableText),
    wrong: wrong.map(({ text }) => text),
  };
}
