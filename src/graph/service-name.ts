import type { NamedBy } from '../model/snapshot.ts';
import type { Placement } from './placement.ts';
import { scriptName } from './script-name.ts';

/** What a service is called, and by what. Two process groups with equal keys are one service. */
export interface ServiceName {
  readonly name: string;
  readonly namedBy: NamedBy;
  readonly unit?: string;
  readonly container?: string;
}

/** Names come from hosts: no more than this of one is kept. */
const longest = 200;

const plainUnit = (unit: string): string => (unit.endsWith('.service') ? unit.slice(0, -'.service'.length) : unit);

export const nameUnit = (unit: string): ServiceName => ({ name: plainUnit(unit).slice(0, longest), namedBy: 'unit', unit });

function placedName({ container, unit }: Placement): ServiceName | undefined {
  if (unit !== undefined) {
    const named = nameUnit(unit);
    return container === undefined ? named : { ...named, container };
  }
  return container === undefined ? undefined : { name: container, namedBy: 'container', container };
}

/**
 * Names a process group: by container, unit, script, executable, in this order. Nothing where none of
 * them is known.
 */
export function nameService(placement: Placement | undefined, name?: string, args?: string): ServiceName | undefined {
  const placed = placement === undefined ? undefined : placedName(placement);
  if (placed !== undefined) return placed;
  const script = scriptName(args);
  if (script !== undefined) return { name: script.slice(0, longest), namedBy: 'script' };
  return name === undefined || name === '' ? undefined : { name: name.slice(0, longest), namedBy: 'executable' };
}

/** A listener nobody is known behind. */
export const namePort = (protocol: string, port: number): ServiceName => ({ name: `${protocol}/${port}`, namedBy: 'port' });

/** What makes two services of a host the same one. */
export const serviceKey = ({ namedBy, name, unit, container }: ServiceName): string =>
  JSON.stringify([namedBy, unit ?? name, container ?? '']);
