import type { Derivation } from '../model/observation.ts';
import type { Dependency, Service } from '../model/snapshot.ts';
import type { Arrow } from './arrows.ts';
import { hostsKey } from './dependency-ids.ts';
import { findWitnesses, type Samples } from './describe-dependency.ts';
import type { NamedArrow } from './name-arrows.ts';
import type { ToldArrows } from './retold.ts';
import type { ServiceDraft } from './service-draft.ts';
import { serviceKey } from './service-name.ts';

/** What the lines behind dependencies are found in. */
export interface WitnessSources {
  readonly named: readonly NamedArrow[];
  readonly retold: ToldArrows['retold'];
  readonly drafts: readonly ServiceDraft[];
  readonly services: readonly Service[];
  readonly samples: Samples;
}

/** The lines behind each dependency, also of one that stands because old evidence still tells of it. */
export function collectWitnesses(dependencies: readonly Dependency[], sources: WitnessSources): Derivation['witnesses'] {
  const seen = new Map(sources.named.map(({ dependency, arrow }) => [dependency.id, arrow]));
  const keys = new Map(sources.services.map((service) => [service.id, serviceKey(service)]));
  const oldArrow = (dependency: Dependency): Arrow | undefined => {
    const { from, to } = dependency;
    const told = sources.retold.get(hostsKey(from.host, to.host, dependency)) ?? [];
    const key = keys.get(from.service ?? '');
    return told.find(({ fromService }) => sources.drafts[fromService]?.key === key) ?? told[0];
  };
  return new Map(
    dependencies.flatMap((dependency) => {
      const arrow = seen.get(dependency.id) ?? oldArrow(dependency);
      return arrow === undefined ? [] : [[dependency.id, findWitnesses(arrow, sources.samples)] as const];
    }),
  );
}
