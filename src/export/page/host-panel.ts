import type { Host, Service } from '../../model/snapshot.ts';
import { portText } from '../picture-arrows.ts';
import { cableSection } from './cable-list.ts';
import { dependencyList } from './dependency-list.ts';
import { button, definitions, element } from './dom.ts';
import { hostName, keysOfHost } from './estate.ts';
import { impactSection } from './impact-section.ts';
import type { PanelContext } from './panel-context.ts';
import { sightWords } from './wording.ts';

const kindWords: Readonly<Record<Host['kind'], string>> = {
  server: 'Host',
  'network-device': 'Network device',
  'virtual-address': 'Virtual address',
  external: 'Outside host',
  unknown: 'Host never looked at',
};

function serviceItem(context: PanelContext, service: Service): HTMLElement {
  const ports = [...new Set(service.endpoints.map(({ protocol, port }) => portText(protocol, port)))].join(', ');
  const processes = [...new Set(service.processes.flatMap(({ name }) => (name === undefined ? [] : [name])))].join(', ');
  return element(
    'li',
    {},
    button(service.name, () => context.go({ kind: 'service', id: service.id }), { class: 'link' }),
    ports === '' ? undefined : element('span', { class: 'port' }, ports),
    processes === '' || processes === service.name ? undefined : element('span', { class: 'quiet' }, processes),
    service.shared === undefined ? undefined : element('span', { class: 'mark shared' }, 'shared'),
  );
}

const join = (words: readonly string[]): string => words.join(', ');

function facts(host: Host): HTMLElement {
  return definitions([
    ['Names', join(host.names)],
    ['Addresses', join(host.addresses)],
    ['Had before', join(host.formerAddresses ?? [])],
    ['MAC addresses', join(host.macs)],
    ['System', [host.os?.name, host.os?.version].filter((part) => part !== undefined).join(' ')],
    ['Reached as', join(host.targets ?? [])],
    ['Told apart by', join(host.identity ?? [])],
    ['Tags', join(Object.entries(host.tags).map(([name, value]) => `${name}=${value}`))],
  ]);
}

/** Everything about one host. */
export function hostPanel(context: PanelContext, host: Host): Node[] {
  const { estate } = context;
  const keys = keysOfHost(estate, host.id);
  const needs = keys.flatMap((key) => estate.needs.get(key) ?? []);
  const neededBy = keys.flatMap((key) => estate.neededBy.get(key) ?? []);
  const services = estate.servicesOf.get(host.id) ?? [];
  return [
    element('p', { class: 'kind' }, kindWords[host.kind]),
    element('h2', {}, hostName(estate, host.id)),
    element('p', {}, sightWords(host, estate.snapshot.snapshot.takenAt)),
    impactSection(context, keys),
    element('h3', {}, `Depends on (${needs.length})`),
    dependencyList(context, needs, 'to', 'Nothing that was seen.'),
    element('h3', {}, `Who depends on it (${neededBy.length})`),
    dependencyList(context, neededBy, 'from', 'Nobody that was seen.'),
    element('h3', {}, `Services (${services.length})`),
    services.length === 0
      ? element('p', { class: 'quiet' }, host.evidence === undefined ? 'Not known: nobody looked inside.' : 'None was seen.')
      : element('ul', { class: 'ends' }, ...services.map((service) => serviceItem(context, service))),
    ...cableSection(context, host),
    element('h3', {}, 'About the host'),
    facts(host),
  ];
}
