import { cutJsonValues } from '../../../text/json-cuts.ts';
import { isSecretName } from './secret-names.ts';

/** In small letters, keys behind which programs, environments, scripts of the first start and free notes stand. */
const secretive: ReadonlySet<string> = new Set([
  ...['userdata', 'customdata', 'extraconfig', 'commandtoexecute', 'protectedsettings', 'customvalue'],
  ...['env', 'envfrom', 'args', 'command', 'annotations', 'data', 'stringdata', 'binarydata', 'managedfields', 'ssh_keys'],
  ...['config_context', 'local_context_data', 'vappconfig', 'sshkeys', 'publickeys', 'httpheaders'],
]);

/**
 * Cuts out of a JSON inventory what may hold a secret: environments and arguments of containers, data given to machines at
 * their first start, annotations, and fields named for what they hold.
 */
export const redactInventory = (text: string): string =>
  cutJsonValues(
    text,
    (key, around) => secretive.has(key.toLowerCase()) || isSecretName(key) || (key === 'items' && around === 'metadata'),
  );
