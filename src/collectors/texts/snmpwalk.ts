import type { TextFormat } from '../../model/text-format.ts';
import { parseSnmpwalkSystem, recogniseWalk } from '../formats/snmpwalk-system.ts';

export const snmpwalkText: TextFormat = {
  id: 'snmpwalk',
  family: 'snmpwalk',
  title: 'a walk of an SNMP agent (who it is; the rest is kept)',
  example: 'snmpwalk -v2c -c COMMUNITY -On HOST .1',
  group: 'system',
  recognise: recogniseWalk,
  parse: parseSnmpwalkSystem,
};
