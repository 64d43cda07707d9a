import type { Fact } from '../../../model/fact.ts';
import type { ReferenceFact } from '../../../model/reference-fact.ts';
import { canonicalAddress } from '../../../text/address.ts';
import { factList } from '../../../text/fact-list.ts';
import { ownCopy } from '../../../text/intern.ts';
import { isElsewhere, isHostName } from './place.ts';

/** What a file says of another machine; `undefined` is not known. */
interface Declared extends Pick<ReferenceFact, 'kind' | 'host' | 'source' | 'owner'> {
  readonly port?: number | undefined;
  readonly protocol?: 'tcp' | 'udp' | undefined;
  readonly scheme?: string | undefined;
  readonly name?: string | undefined;
}

/** The references and names of one output in the making. */
export interface DeclaredList {
  readonly facts: readonly Fact[];
  /** Adds a reference once, unless it is to this host itself or to nothing that could be a host. */
  add(line: number, declared: Declared): void;
  /** Adds a name of an address, as hosts(5) gives it. */
  names(line: number, address: string, names: readonly string[]): void;
  skip(line: number, text: string, reason: string): void;
}

/** A line that names more machines than this is no configuration. */
const mostPerLine = 32;
const longestName = 200;

function referenceFact(line: number, host: string, declared: Declared): ReferenceFact {
  const { kind, port, protocol, scheme, source, owner, name } = declared;
  return {
    fact: 'reference',
    line,
    kind,
    host: ownCopy(host),
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(scheme === undefined ? {} : { scheme: ownCopy(scheme.toLowerCase()) }),
    source: ownCopy(source),
    ...(owner === undefined ? {} : { owner }),
    ...(name === undefined || name === '' ? {} : { name: ownCopy(name.slice(0, longestName)) }),
  };
}

/** An empty list. */
export function declaredList(): DeclaredList {
  const list = factList();
  const seen = new Set<string>();
  const perLine = new Map<number, number>();
  const isFull = (line: number): boolean => (perLine.get(line) ?? 0) >= mostPerLine;
  const once = (line: number, key: string): boolean => {
    if (seen.has(key)) return false;
    seen.add(key);
    perLine.set(line, (perLine.get(line) ?? 0) + 1);
    return true;
  };
  return {
    facts: list.facts,
    skip: list.skip,
    add(line, declared) {
      if (isFull(line)) return;
      const host = canonicalAddress(declared.host) ?? declared.host;
      if (!isElsewhere(host)) return;
      const fact = referenceFact(line, host, declared);
      if (once(line, JSON.stringify({ ...fact, line: 0 }))) list.facts.push(fact);
    },
    names(line, address, names) {
      if (isFull(line)) return;
      const kept = names.filter(isHostName).map(ownCopy);
      if (kept.length > 0 && once(line, `${address} ${kept.join(' ')}`)) {
        list.facts.push({ fact: 'host-name', line, address, names: kept });
      }
    },
  };
}
