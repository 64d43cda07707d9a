import type { TextFormat } from '../../model/text-format.ts';
import { redactSecrets } from '../../text/redact-secrets.ts';
import { redactDeviceConfig } from '../../text/secrets/device-config.ts';

/**
 * Cuts the secrets out of a text somebody sent, whatever its format: it may hold a second output behind the one it was recognised by,
 * on a network device its configuration.
 */
export function redactText(text: string, { redact, group }: Pick<TextFormat, 'redact' | 'group'>): string {
  const own = redact?.(text) ?? text;
  return redactSecrets(group === 'network' ? redactDeviceConfig(own) : own);
}
