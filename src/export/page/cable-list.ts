import type { Host, Link } from '../../model/snapshot.ts';
import { button, element } from './dom.ts';
import { hostName } from './estate.ts';
import type { PanelContext } from './panel-context.ts';

/** Port 2 before port 10. */
const ports = new Intl.Collator('en', { numeric: true });

/** A link as one of its ends sees it. */
interface Plug {
  readonly own: Link['a'];
  readonly far: Link['a'];
  readonly link: Link;
}

function plugsOf({ estate }: PanelContext, host: string): readonly Plug[] {
  const plugs = estate.snapshot.links.flatMap((link): Plug[] => [
    ...(link.a.host === host ? [{ own: link.a, far: link.b, link }] : []),
    ...(link.b.host === host ? [{ own: link.b, far: link.a, link }] : []),
  ]);
  const textOf = ({ own, far }: Plug): string => `${own.port ?? ''} ${hostName(estate, far.host)} ${far.port ?? ''}`;
  return plugs.sort((x, y) => ports.compare(textOf(x), textOf(y)));
}

/** What a person has to know of a link beside its ends. */
const remarks = ({ layer, protocols, shared, mismatched, stale }: Link): string =>
  [
    ...(layer === 3 ? [`${protocols.join(', ')} neighbor`] : []),
    ...(shared === true ? ['shared segment'] : []),
    ...(mismatched === true ? ['the other end tells otherwise'] : []),
    ...(stale === true ? ['not looked at again'] : []),
  ].join(', ');

/** `eth0 sw1 port 7` at a host, `port 7 web1 eth0` at a switch. */
function plugItem(context: PanelContext, { own, far, link }: Plug): HTMLElement {
  const portOf = ({ host, port }: Link['a']): HTMLElement | undefined => {
    const isDevice = context.estate.hosts.get(host)?.kind === 'network-device';
    return port === undefined ? undefined : element('span', { class: 'port' }, isDevice ? `port ${port}` : port);
  };
  const said = remarks(link);
  return element(
    'li',
    {},
    portOf(own),
    button(hostName(context.estate, far.host), () => context.go({ kind: 'host', id: far.host }), { class: 'link' }),
    portOf(far),
    said === '' ? undefined : element('span', { class: 'quiet' }, said),
  );
}

/** Where a host is plugged in, or what is plugged into a network device, port by port; nothing where no link is known. */
export function cableSection(context: PanelContext, host: Host): Node[] {
  const plugs = plugsOf(context, host.id);
  if (plugs.length === 0) return [];
  const isDevice = host.kind === 'network-device';
  return [
    element('h3', {}, isDevice ? `Ports with a neighbor (${plugs.length})` : 'Plugged into'),
    element('ul', { class: 'ends' }, ...plugs.map((plug) => plugItem(context, plug))),
  ];
}
