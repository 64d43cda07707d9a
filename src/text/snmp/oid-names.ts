import { indexOids } from './index-text.ts';
import { plainOid } from './oid.ts';
import { symbolOids } from './symbols.ts';

const moduleName = /^[A-Za-z][A-Za-z0-9-]{0,63}::(?=[A-Za-z])/;
const longestSymbol = 80;
const descriptor = /^[A-Za-z][A-Za-z0-9-]{0,63}/;

/** What a name leads to: the number of the symbol it ends in, and the text of its index. */
interface Split {
  readonly base: string;
  readonly index: string;
}

/** The symbol in front, then its index: `ifDescr.1`, `ifDescr[1]`. */
function splitSymbol(name: string): Split | undefined {
  const symbol = descriptor.exec(name)?.[0];
  const base = symbol === undefined ? undefined : symbolOids.get(symbol);
  return symbol === undefined || base === undefined ? undefined : { base, index: name.slice(symbol.length) };
}

/**
 * `iso.org.dod.internet.mgmt.mib-2.system.sysDescr.0` (`-Of`), `system.sysDescr.0` (`-Ou`): the last symbol we know counts.
 * One behind it that we do not know makes no index.
 */
function splitPath(name: string): Split | undefined {
  let found: Split | undefined;
  for (let at = 0; at < name.length; ) {
    const symbol = descriptor.exec(name.slice(at, at + longestSymbol))?.[0];
    if (symbol === undefined) break;
    found = splitSymbol(name.slice(at)) ?? found;
    at += symbol.length;
    if (name[at] !== '.') break;
    at += 1;
  }
  return found;
}

/** True for a name with a module in front, or one whose first symbol is known and an index follows. */
export function isOidName(name: string): boolean {
  if (moduleName.test(name)) return true;
  const bare = name.startsWith('.') ? name.slice(1) : name;
  const symbol = descriptor.exec(bare)?.[0];
  if (symbol === undefined || symbol.length === bare.length) return false;
  const next = bare[symbol.length];
  return (next === '.' || next === '[') && /^[a-z]/.test(symbol) && /[.[][\w"'.-]/.test(bare.slice(symbol.length));
}

/**
 * The number of an object as snmpwalk printed it, in any of its styles; undefined where a symbol in it is none of
 * those we read.
 */
export function resolveOid(text: string): string | undefined {
  const first = text.charCodeAt(0);
  if (first === 46 || (first >= 48 && first <= 57)) {
    const plain = plainOid(text);
    if (plain !== undefined) return plain;
  }
  const bare = text.startsWith('.') ? text.slice(1) : text.replace(moduleName, '');
  const split = splitPath(bare);
  if (split === undefined) return undefined;
  if (split.index === '') return split.base;
  const index = indexOids(split.index);
  return index === undefined ? undefined : plainOid(`${split.base}.${index}`);
}
