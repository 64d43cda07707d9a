import { setMaxListeners } from 'node:events';
import type { SnmpCredential } from '../../config/snmp-credential.ts';
import type { Target } from '../../model/target.ts';
import { createPace, type Pace } from '../pace.ts';
import type { Carrier, Speaker, Trouble } from './answer.ts';
import { parseOid } from './ber.ts';
import { type CredentialOrder, createCredentialOrder } from './credential-order.ts';
import { errorStatuses, type Question } from './pdu.ts';
import { createProbeCarrier } from './probe-carrier.ts';
import { type ResolveName, resolveBySystem, routeTo } from './route.ts';
import { openSession } from './session.ts';
import { createSnmpSockets, type SnmpSockets } from './sockets.ts';
import { createSpeaker } from './speaker.ts';
import { type Attempt, failureOf } from './trouble.ts';
import type { NoAgent, SnmpConnector, SnmpRoute, SnmpSession } from './types.ts';
import { forgetKeys } from './usm.ts';

export interface SnmpConnectorOptions {
  /** In the order they are to be tried; empty: the target is not asked over SNMP. */
  readonly credentialsFor: (target: Target) => readonly SnmpCredential[];
  /** How long one try is waited for, milliseconds; 2000 where left out. */
  readonly timeoutMs?: number;
  /** Tries beside the first; 1 where left out. */
  readonly retries?: number;
  /** 161 where left out. */
  readonly port?: number;
  /** Cap on open UDP sockets; 256 where left out. */
  readonly sockets?: number;
  /** New exchanges a second: each credential tried with an agent is one. */
  readonly rate?: number;
  /** The system's resolver where left out. */
  readonly resolve?: ResolveName;
}

/** The question a credential is tried with: sysObjectID and sysName (RFC 3418), which every agent has. */
const probedObjects = ['1.3.6.1.2.1.1.2.0', '1.3.6.1.2.1.1.5.0'] as const;
const probe: Question = { kind: 'get', oids: probedObjects.map(parseOid) };

interface Parts {
  readonly options: SnmpConnectorOptions;
  readonly timeoutMs: number;
  readonly tries: number;
  readonly sockets: SnmpSockets;
  readonly pace: Pace;
  readonly order: CredentialOrder;
}

const labelOf = ({ target, port }: SnmpRoute): string => `${target.host} udp/${port}`;

interface Tried {
  readonly speaker: Speaker;
  /** Absent where the agent answered. */
  readonly attempt?: Attempt;
}

async function tryCredential(
  credential: SnmpCredential,
  carrier: Carrier,
  { pace, tries }: Parts,
  signal: AbortSignal,
): Promise<Tried> {
  const speaker = createSpeaker(credential, carrier);
  const go = await pace(signal);
  const answer = go ? await speaker.ask(probe, { tries, signal }) : ({ kind: 'aborted' } as const);
  const denied = answer.kind === 'pdu' && answer.pdu.errorStatus === errorStatuses.authorizationError;
  if (answer.kind === 'pdu' && !denied) return { speaker };
  const trouble: Trouble = answer.kind === 'pdu' ? { kind: 'denied' } : answer;
  const engineId = speaker.engine()?.id.toString('hex');
  const user = credential.version === '3' ? { user: { hasPrivacy: credential.priv !== undefined } } : {};
  return {
    speaker,
    attempt: { credential: credential.name, trouble, ...user, ...(engineId === undefined ? {} : { engineId }) },
  };
}

const hopeless: ReadonlySet<string> = new Set(['refused', 'unsent', 'aborted', 'elsewhere']);

/** The next credential would fare no better. One whose cipher this machine lacks says nothing of the others. */
const isHopeless = (trouble: Trouble): boolean =>
  hopeless.has(trouble.kind) && !(trouble.kind === 'unsent' && trouble.code === 'ENOCIPHER');

function waitedText({ timeoutMs, tries }: Parts): string {
  const times = tries === 1 ? 'once' : tries === 2 ? 'twice' : `${tries} times`;
  return `(asked ${times}, ${Math.round(timeoutMs / 100) / 10} s each)`;
}

function noAgent(route: SnmpRoute, attempts: readonly Attempt[], parts: Parts): NoAgent {
  const silent =
    attempts.length > 0 && attempts.every(({ trouble, engineId }) => trouble.kind === 'silent' && engineId === undefined);
  return { failure: failureOf(labelOf(route), attempts, waitedText(parts)), silent };
}

async function openAgent(route: SnmpRoute, parts: Parts, signal: AbortSignal): Promise<{ session: SnmpSession } | NoAgent> {
  const credentials = parts.order.arrange(route.address, parts.options.credentialsFor(route.target));
  const attempts: Attempt[] = [];
  const carrier = createProbeCarrier(route, parts.sockets, parts.timeoutMs);
  try {
    for (const credential of credentials) {
      const { speaker, attempt } = await tryCredential(credential, carrier, parts, signal);
      if (attempt === undefined) {
        parts.order.worked(route.address, credential);
        const { sockets, timeoutMs, tries } = parts;
        return {
          session: openSession({ route, label: labelOf(route), credential, sockets, timeoutMs, tries }, speaker.engine()),
        };
      }
      attempts.push(attempt);
      if (isHopeless(attempt.trouble)) break;
    }
  } finally {
    carrier.release();
  }
  return noAgent(route, attempts, parts);
}

/** Opens the way to SNMP agents. Nothing it gives rejects. */
export function createSnmpConnector(options: SnmpConnectorOptions): SnmpConnector {
  const { timeoutMs = 2000, retries = 1, port = 161, resolve = resolveBySystem } = options;
  const parts: Parts = {
    options,
    timeoutMs,
    tries: retries + 1,
    sockets: createSnmpSockets(options.sockets ?? 256),
    pace: createPace(options.rate),
    order: createCredentialOrder(),
  };
  return {
    async route(target) {
      if (options.credentialsFor(target).length === 0) return undefined;
      return await routeTo(target, port, resolve, Math.max(5000, timeoutMs));
    },
    async open(route, signal) {
      // One signal stops a thousand agents at once; Node takes more than ten listeners for a leak.
      setMaxListeners(0, signal);
      return await openAgent(route, parts, signal);
    },
    close() {
      parts.sockets.close();
      forgetKeys();
      return Promise.resolve();
    },
  };
}
