import type { NamedBy } from '../model/snapshot.ts';
import type { KnownPlacement } from './host-containers.ts';
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

function placedName({ container, unit, known }: KnownPlacement): ServiceName | undefined {
  if (unit !== undefined) {
    const named = nameUnit(unit);
    return container === undefined ? named : { ...named, container };
  }
  if (container === undefined) return undefined;
  return { name: (known?.label ?? container).slice(0, longest), namedBy: 'container', container };
}

/**
 * Names a process group: by container, unit, script, executable, in this order. Nothing where none of
 * them is known.
 */
export function nameService(placement: KnownPlacement | undefined, name?: string, args?: string): ServiceName | undefined {
  const placed = placement === undefined ? undefined : placedName(placement);
  if (placed !== undefined) return placed;
  const script = scriptName(args);
  if (script !== undefined) return { name: script.slice(0, longest), namedBy: 'script' };
  return name === undefined || name === '' ? undefined : { name: name.slice(0, longest), namedBy: 'executable' };
}

/** A listener nobody is known behind; `inside` is what the network namespace is called it is in, if that is not the host's. */
export const namePort = (protocol: string, port: number, inside?: string): ServiceName => ({
  name: (inside === undefined ? `${protocol}/${port}` : `${protocol}/${port}@${inside}`).slice(0, longest),
  namedBy: 'port',
});

/**
 * What makes two services of a host the same one. What a container is called by may stay while the container is made anew
 * under another name, as of pods.
 */
export const serviceKey = ({ namedBy, name, unit, container }: ServiceName): string =>
  JSON.stringify([namedBy, unit ?? name, namedBy === 'container' ? name : (container ?? '')]);
