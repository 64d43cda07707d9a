import type { Fact } from '../../model/fact.ts';
import { parseIfconfig } from './ifconfig.ts';
import { partOf } from './labelled-parts.ts';
import { parseNetstatInterfaces } from './netstat-interfaces.ts';

/** `ifconfig -a` of AIX, which shows no MAC, then `== netstat` and `netstat -in`, which shows no prefix (netstat(1)). */
export function parseIfconfigNetstat(text: string): readonly Fact[] {
  const links = parseNetstatInterfaces(partOf(text, 'netstat'));
  const macs = new Map(
    links.flatMap((fact) => (fact.fact === 'interface' && fact.mac !== undefined ? [[fact.name, fact.mac]] : [])),
  );
  return parseIfconfig(partOf(text, '')).map((fact) => {
    const mac = fact.fact === 'interface' && fact.mac === undefined ? macs.get(fact.name) : undefined;
    return mac === undefined ? fact : { ...fact, mac };
  });
}
