import type { NamedBy, Service } from '../../model/snapshot.ts';
import { dependencyList } from './dependency-list.ts';
import { button, definitions, element } from './dom.ts';
import { hostName } from './estate.ts';
import { impactSection } from './impact-section.ts';
import type { PanelContext } from './panel-context.ts';

const namedByWords: Readonly<Record<NamedBy, string>> = {
  unit: 'its systemd unit',
  container: 'its container',
  executable: 'its program file',
  script: 'the script it runs',
  port: 'its port only',
  configuration: 'a configuration file',
};

const roleWords: Readonly<Record<Service['kind'], string>> = {
  listener: 'Listens for others',
  client: 'Calls others, listens nowhere',
  both: 'Listens for others and calls others',
};

const processText = ({ pid, name, user }: Service['processes'][number]): string =>
  [name ?? 'unnamed', pid === undefined ? '' : `pid ${pid}`, user === undefined ? '' : `as ${user}`]
    .filter((part) => part !== '')
    .join(', ');

const endpointText = ({ protocol, address, port }: Service['endpoints'][number]): string => {
  const where = ['*', '0.0.0.0', '::'].includes(address) ? 'any address' : address;
  return `${protocol} ${port} on ${where}`;
};

const lines = (texts: readonly string[]): HTMLElement | undefined =>
  texts.length === 0 ? undefined : element('ul', { class: 'plain' }, ...texts.map((text) => element('li', {}, text)));

/** Everything about one service. */
export function servicePanel(context: PanelContext, service: Service): Node[] {
  const { estate } = context;
  const needs = estate.needs.get(service.id) ?? [];
  const neededBy = estate.neededBy.get(service.id) ?? [];
  const host = button(hostName(estate, service.host), () => context.go({ kind: 'host', id: service.host }), { class: 'link' });
  const shared = service.shared?.reason;
  return [
    element('p', { class: 'kind' }, 'Service'),
    element('h2', {}, service.name),
    element('p', {}, 'on ', host),
    shared === undefined ? element('span') : element('p', { class: 'mark shared' }, `Shared infrastructure: ${shared}`),
    impactSection(context, [service.id]),
    element('h3', {}, `Depends on (${needs.length})`),
    dependencyList(context, needs, 'to', 'Nothing that was seen.'),
    element('h3', {}, `Who depends on it (${neededBy.length})`),
    dependencyList(context, neededBy, 'from', 'Nobody that was seen.'),
    element('h3', {}, 'About the service'),
    definitions([
      ['Role', roleWords[service.kind]],
      ['Listens on', lines(service.endpoints.map(endpointText))],
      ['Processes', lines(service.processes.map(processText))],
      ['Software', [service.software, service.version].filter((part) => part !== undefined).join(' ')],
      ['Unit', service.unit],
      ['Container', service.container],
      ['Named by', namedByWords[service.namedBy]],
    ]),
  ];
}
