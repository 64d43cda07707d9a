import type { TextFormat } from '../../model/text-format.ts';
import { redactKeepalived } from '../../text/secrets/keepalived.ts';
import { parseKeepalived } from '../formats/keepalived.ts';

const block = /^[ \t]{0,20}(?:vrrp_instance|vrrp_sync_group|virtual_server|virtual_server_group)[ \t]{1,9}\S[^\n]{0,120}$/m;

export const keepalivedText: TextFormat = {
  id: 'keepalived.conf',
  family: 'keepalived.conf',
  title: 'VRRP addresses and virtual servers: keepalived.conf',
  example: 'cat /etc/keepalived/keepalived.conf',
  group: 'translations',
  recognise: (head) => (block.test(head) ? 85 : 0),
  parse: parseKeepalived,
  redact: redactKeepalived,
};
