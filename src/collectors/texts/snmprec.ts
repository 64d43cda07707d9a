import type { TextFormat } from '../../model/text-format.ts';
import { parseSnmprec, recogniseSnmprec } from '../mib/read-walk-text.ts';

export const snmprecText: TextFormat = {
  id: 'snmprec',
  family: 'snmpwalk',
  title: 'a recorded SNMP agent: number, tag and value of each object',
  example: 'switch1.snmprec (1.3.6.1.2.1.1.5.0|4|switch1)',
  group: 'walk',
  recognise: recogniseSnmprec,
  parse: parseSnmprec,
};
