import type { TextFormat } from '../../model/text-format.ts';
import { redactFortios } from '../../text/secrets/device-config.ts';
import { parseFortiosSettings } from '../formats/network/fortios-settings.ts';

const first = /^\s{0,8}config system interface\s{0,8}$/m;
export const fortiosSettingsText: TextFormat = {
  id: 'fortios-settings',
  family: 'fortios-settings',
  title: 'bundles and VLANs of FortiOS',
  example: 'show system interface',
  group: 'network',
  recognise: (head) => (first.test(head) ? 90 : 0),
  parse: parseFortiosSettings,
  redact: redactFortios,
};
