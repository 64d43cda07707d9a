import type { TextFormat } from '../../model/text-format.ts';
import { parseNetstatInterfaces } from '../formats/netstat-interfaces.ts';

const header =
  /^(?:Iface[ \t]{1,40}MTU[ \t].{0,80}RX-OK|Name[ \t]{1,40}Mtu[ \t]{1,40}(?:Network|Net\/Dest)[ \t]{1,40}Address[ \t])/m;

export const netstatInterfacesText: TextFormat = {
  id: 'netstat-interfaces',
  family: 'netstat',
  title: 'interfaces by netstat of Linux and Unix',
  example: 'netstat -in',
  group: 'addresses',
  recognise: (head) => (header.test(head) ? 90 : 0),
  parse: parseNetstatInterfaces,
};
