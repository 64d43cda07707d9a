import type { TextFormat } from '../../model/text-format.ts';
import { parseBundles } from '../formats/network/bundles.ts';

/** Cisco IOS and NX-OS; the bundle comes first on Arista EOS. */
const groups = /^Group\s{1,8}Port-(?:channel)?\s{1,20}(?:Type\s{1,20})?Protocol\s/im;
const bundles = /^\s{0,8}Port-Channel\s{1,40}Protocol\s{1,40}Ports\s/m;
export const deviceBundlesText: TextFormat = {
  id: 'device-bundles',
  family: 'device-bundles',
  title: 'bundles of ports of a network device',
  example: 'show etherchannel summary',
  group: 'network',
  recognise: (head) => (groups.test(head) || bundles.test(head) ? 90 : 0),
  parse: parseBundles,
};
