import type { PageData } from '../page-data.ts';
import { plain } from '../plain.ts';
import { byId } from './dom.ts';
import { count, coverageWords, timeWords } from './wording.ts';

/** What the map is of, and how much of it was seen. */
export function fillHeader(
  { snapshot, hosts, services, dependencies, coverage }: PageData['snapshot'],
  onCoverage: () => void,
): void {
  const sizes = [
    count(hosts.length, 'host'),
    count(services.length, 'service'),
    count(dependencies.length, 'dependency', 'dependencies'),
  ];
  byId('title', HTMLElement).textContent = plain(snapshot.label ?? `Snapshot ${snapshot.id}`);
  byId('counts', HTMLElement).textContent = `${timeWords(snapshot.takenAt)} · ${sizes.join(' · ')}`;
  const button = byId('coverage', HTMLButtonElement);
  button.textContent = `${snapshot.interrupted === true ? 'Interrupted scan · ' : ''}${coverageWords(coverage)}`;
  button.classList.toggle('partial', coverage.failed.length > 0 || snapshot.interrupted === true);
  button.addEventListener('click', onCoverage);
}
