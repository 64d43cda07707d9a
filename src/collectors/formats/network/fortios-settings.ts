import type { Fact } from '../../../model/fact.ts';
import { factList } from '../../../text/fact-list.ts';
import { readLines } from '../../../text/lines.ts';
import { readInteger } from '../../../text/scan.ts';
import { known } from '../known.ts';

/** `edit "port1"`; the interfaces are at this depth, what is inside of one (`config ipv6`) is deeper. */
const edit = /^edit (?:"([^"]{1,64})"|([^\s"]\S{0,63}))$/;
const setting = /^set ([a-z][\w-]{0,60}) (.{1,1000})$/;
const quoted = /"([^"]{0,240})"/g;
const interfaceDepth = 1;

interface Draft {
  readonly line: number;
  readonly name: string;
  readonly values: Map<string, string>;
}

const wordsOf = (value: string): readonly string[] => [...value.matchAll(quoted)].map(([, word = '']) => word).filter(Boolean);
const bare = (value: string | undefined): string | undefined => (value === undefined ? undefined : (wordsOf(value)[0] ?? value));

function factsOf({ line, name, values }: Draft): readonly Fact[] {
  const alias = bare(values.get('alias')) ?? bare(values.get('description'));
  const vlan = readInteger(values.get('vlanid'));
  const details = { ...known('kind', values.get('type')), ...known('alias', alias), ...known('vlan', vlan) };
  const members = wordsOf(values.get('member') ?? '').map((port) => ({ port }));
  return [
    { fact: 'interface', line, name, ...details },
    ...(values.get('type') === 'aggregate' && members.length > 0
      ? [{ fact: 'aggregate' as const, line, port: name, members }]
      : []),
  ];
}

/**
 * `show system interface` of FortiOS (FortiOS CLI Reference, config system interface): the members of aggregates, tags of VLANs and
 * what an administrator called an interface, which no other command lists. Addresses are those of `get system interface`.
 */
export function parseFortiosSettings(text: string): readonly Fact[] {
  const list = factList();
  let depth = 0;
  let draft: Draft | undefined;
  for (const { number, text: whole } of readLines(text)) {
    const row = whole.slice(0, 1_200).trim();
    const [, first, other] = edit.exec(row) ?? [];
    const [, key = '', value = ''] = setting.exec(row) ?? [];
    const name = first ?? other;
    if (row.startsWith('config ')) depth += 1;
    else if (row === 'end') depth = Math.max(0, depth - 1);
    else if (depth > interfaceDepth || row === '' || row.startsWith('#')) continue;
    else if (name !== undefined || row === 'next') {
      if (draft !== undefined) list.facts.push(...factsOf(draft));
      draft = name === undefined ? undefined : { line: number, name, values: new Map() };
    } else if (draft !== undefined && key !== '') draft.values.set(key, value);
    else if (!row.startsWith('unset ')) list.skip(number, row, 'no setting of an interface');
  }
  if (draft !== undefined) list.facts.push(...factsOf(draft));
  return list.facts;
}
