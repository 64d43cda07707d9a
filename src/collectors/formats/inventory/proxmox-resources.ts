import type { Fact } from '../../../model/fact.ts';
import { addresses, tags, textAt, texts } from './fields.ts';
import { type ItemReader, listedHost, readInventory } from './listed.ts';

const source = 'proxmox' as const;
const machines: ReadonlySet<string> = new Set(['qemu', 'lxc']);

const written = (text: string | undefined): Record<string, string> =>
  Object.fromEntries((text ?? '').split(/[;,\s]/).flatMap((tag) => (tag === '' ? [] : [[tag, 'true']])));

/** A node, a virtual machine or a container; storage and pools are no machines, templates do not run. */
const readResource: ItemReader = (value, line) => {
  const type = textAt(value, 'type') ?? '';
  const node = textAt(value, 'node');
  if (type === 'node' && node !== undefined) {
    return [
      listedHost(line, {
        ...{ source, id: node, names: texts(node), macs: [] },
        addresses: addresses(textAt(value, 'ip')),
        state: textAt(value, 'status'),
        tags: {},
      }),
    ];
  }
  const id = textAt(value, 'id');
  if (!machines.has(type) || textAt(value, 'template') === '1') return [];
  if (id === undefined) return undefined;
  return [
    listedHost(line, {
      ...{ source, id, names: texts(textAt(value, 'name')), addresses: [], macs: [], state: textAt(value, 'status') },
      tags: tags(written(textAt(value, 'tags')), { pool: textAt(value, 'pool') }),
      runsOn: node,
    }),
  ];
};

/** `pvesh get /cluster/resources --output-format json`. Format: Proxmox VE API viewer, /cluster/resources. */
export const parseProxmoxResources = (text: string): readonly Fact[] =>
  readInventory(text, { '': readResource, data: readResource });
