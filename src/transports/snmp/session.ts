import type { SnmpCredential } from '../../config/snmp-credential.ts';
import type { Carrier } from './answer.ts';
import { createLadder } from './ladder.ts';
import type { SnmpSockets } from './sockets.ts';
import { createSpeaker } from './speaker.ts';
import type { SnmpRoute, SnmpSession } from './types.ts';
import type { Engine } from './v3-message.ts';
import { walkTables } from './walk.ts';

export interface SessionParts {
  readonly route: SnmpRoute;
  readonly label: string;
  readonly credential: SnmpCredential;
  readonly sockets: SnmpSockets;
  readonly timeoutMs: number;
  /** Tries of one question, the first included. */
  readonly tries: number;
}

/** A session with an agent that has answered to the credential; `engine` is what it told of itself. */
export function openSession(parts: SessionParts, engine: Engine | undefined): SnmpSession {
  const { route, credential, timeoutMs, tries, label } = parts;
  const { address, port } = route;
  const hold = parts.sockets.own(address);
  const closing = new AbortController();
  const carrier: Carrier = {
    newId: () => hold.lane.newId(),
    carry: (id, datagram, manner) => hold.lane.ask({ address, port, id, datagram, timeoutMs, ...manner }),
  };
  const speaker = createSpeaker(credential, carrier, engine);
  const ladder = createLadder(credential.version);
  const engineId = engine?.id.toString('hex');
  return {
    facts: {
      snmpVersion: credential.version,
      snmpCredential: credential.name,
      ...(engineId === undefined ? {} : { engineId }),
    },
    address,
    port,
    walk: (tables, limits) => walkTables(tables, limits, closing.signal, { speaker, ladder, tries, label }),
    close() {
      closing.abort();
      hold.release();
    },
  };
}
