import type { Observation } from '../../../src/model/observation.ts';
import { device, learned, lldp, mac } from './build-network.ts';

type OtherFact = Observation['facts'][number];

/**
 * Switches in a tree of ten branches each, with ports and a station on every other port. A switch has learned the stations of its neighborhood:
 * `rows` of them, those below it on the port they are behind, all others on the port to its parent.
 */
export function largeNetwork(switches: number, ports: number, rows: number, speaks: boolean): Observation[] {
  const parent = (number: number): number => (number === 1 ? 0 : Math.floor((number - 2) / 10) + 1);
  const branch = (number: number): number => ((number - 2) % 10) + 2;
  const stations = (number: number): number[] => Array.from({ length: ports - 12 }, (_, at) => number * ports + at);
  /** By which port a switch reaches another one. */
  const towards = (from: number, to: number): number => {
    let [at, below] = [to, 0];
    while (at > from) [below, at] = [at, parent(at)];
    return at === from ? branch(below) : 1;
  };
  return Array.from({ length: switches }, (_, index) => {
    const number = index + 1;
    const facts: OtherFact[] = [];
    const near = Array.from(
      { length: Math.min(switches, Math.ceil(rows / (ports - 12))) },
      (_, at) => ((index + at) % switches) + 1,
    );
    for (const other of new Set([number, parent(number), ...near])) {
      if (other === 0) continue;
      for (const [at, station] of stations(other).entries()) {
        facts.push(learned(other === number ? at + 12 : towards(number, other), mac(5, station)));
      }
      if (other !== number) facts.push(learned(towards(number, other), mac(1, other)));
    }
    if (speaks && number > 1) facts.push(lldp(1, parent(number), `Gi0/${branch(number)}`));
    return device(number, { ports, facts, name: `sw${number}` });
  });
}
