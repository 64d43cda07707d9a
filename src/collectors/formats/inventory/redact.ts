import { cutJsonValues } from '../../../text/json-cuts.ts';
import { isSecretName } from './secret-names.ts';

/** Keys behind which programs, environments, scripts of the first start and free notes stand. */
const secretive: ReadonlySet<string> = new Set([
  ...['UserData', 'userData', 'customData', 'adminPassword', 'administratorLoginPassword', 'extraConfig', 'ExtraConfig'],
  ...['env', 'envFrom', 'args', 'command', 'annotations', 'data', 'stringData', 'binaryData', 'managedFields', 'ssh_keys'],
  ...['config_context', 'local_context_data', 'vAppConfig', 'sshkeys', 'cipassword', 'publicKeys'],
]);

/**
 * Cuts out of a JSON inventory what may hold a secret: environments and arguments of containers, data given to machines at
 * their first start, annotations, and fields named for what they hold.
 */
export const redactInventory = (text: string): string =>
  cutJsonValues(text, (key, around) => secretive.has(key) || isSecretName(key) || (key === 'items' && around === 'metadata'));
