import type { TextFormat } from '../../model/text-format.ts';
import { parseSnmpwalk, recogniseSnmpwalk } from '../mib/read-walk-text.ts';

export const snmpwalkText: TextFormat = {
  id: 'snmpwalk',
  family: 'snmpwalk',
  title: 'a walk of an SNMP agent, in any style of -O',
  example: 'snmpwalk -v2c -c COMMUNITY -On HOST .1',
  group: 'walk',
  recognise: recogniseSnmpwalk,
  parse: parseSnmpwalk,
};
