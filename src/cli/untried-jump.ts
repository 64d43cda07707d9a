import { type Failure, fail } from '../model/failure.ts';
import type { ShellConnector } from '../transports/types.ts';

/** Nothing could be offered at all, so nobody was called (as the transport words it). */
const isUntried = ({ status, message }: Failure): boolean =>
  status === 'no-credential' && message.endsWith('there is no key, agent or password to log in with');

/**
 * Says of a target with nothing to log in with that its jump hosts were not tried either: whoever misspelt
 * one would look for the mistake in the keys alone.
 */
export function tellUntriedJump(connector: ShellConnector): ShellConnector {
  return {
    ...connector,
    async open(route, socket, signal) {
      const opened = await connector.open(route, socket, signal);
      const [first] = route.jump;
      if (opened.ok || first === undefined || !isUntried(opened.failure)) return opened;
      return fail('no-credential', `${opened.failure.message}; the jump host ${first} was not tried either`);
    },
  };
}
