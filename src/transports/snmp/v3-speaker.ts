import type { Answer, Carrier, Manner, Speaker } from './answer.ts';
import type { SnmpMessage } from './message.ts';
import { type Pdu, pduTags, type Question, questionPdu } from './pdu.ts';
import { discovery, isAuthentic, reportOf, secured, type UsmReport, unsealed, type V3Credential } from './usm.ts';
import type { Engine, V3Message } from './v3-message.ts';

/** How often one question is sent anew because the agent corrected what we know of its engine or its clock. */
const corrections = 2;

const isCount = (value: number): boolean => value >= 0 && value < 2 ** 31;

/** RFC 3411, SnmpEngineID: 5 to 32 octets. Some agents have shorter ones, none has longer. RFC 3414, 2.2: boots and time. */
const isEngine = ({ id, boots, time }: Engine): boolean => id.length > 0 && id.length <= 32 && isCount(boots) && isCount(time);

type Read = { readonly pdu: Pdu } | { readonly report: UsmReport | 'other'; readonly engine: Engine } | undefined;

/**
 * What a message says that passes for one of this user. A report may come in the clear: who is not known to the agent
 * shares no key with it. Anything else must be at the level of security that was asked at (RFC 3412, 7.2.10).
 */
function read(message: SnmpMessage, credential: V3Credential): Read {
  if (message.version !== '3') return undefined;
  if (message.authenticated && credential.auth && !isAuthentic(message, credential)) return undefined;
  const pdu = unsealed(message, credential);
  if (pdu?.tag === pduTags.report) return { report: reportOf(pdu) ?? 'other', engine: message.engine };
  const secure =
    message.authenticated === (credential.auth !== undefined) && message.encrypted === (credential.priv !== undefined);
  return pdu?.tag === pduTags.response && secure ? { pdu } : undefined;
}

/** Systems exist that forbid MD5 or DES (FIPS 140). */
function sealed(make: () => Buffer): Buffer | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** Keeps the agent's clock (RFC 3414, 2.3): its time goes on with ours from when it told. */
class EngineClock {
  #engine: Engine | undefined;
  #at = 0;

  constructor(engine: Engine | undefined) {
    if (engine) this.set(engine);
  }

  set(engine: Engine): void {
    this.#engine = { ...engine, id: Buffer.from(engine.id) };
    this.#at = performance.now();
  }

  now(): Engine | undefined {
    const elapsed = Math.floor((performance.now() - this.#at) / 1000);
    return this.#engine && { ...this.#engine, time: this.#engine.time + elapsed };
  }
}

class V3Speaker implements Speaker {
  readonly #credential: V3Credential;
  readonly #carrier: Carrier;
  readonly #clock: EngineClock;

  constructor(credential: V3Credential, carrier: Carrier, engine: Engine | undefined) {
    this.#credential = credential;
    this.#carrier = carrier;
    this.#clock = new EngineClock(engine);
  }

  engine(): Engine | undefined {
    return this.#clock.now();
  }

  async ask(question: Question, manner: Manner): Promise<Answer> {
    const trouble = this.#clock.now() ? undefined : await this.#discover(manner);
    if (trouble) return trouble;
    let last: Answer = { kind: 'garbled' };
    for (let sent = 0; sent <= corrections; sent++) {
      const answer = await this.#askOnce(question, manner);
      if (answer.kind !== 'report') return answer;
      last = answer;
      if (answer.report !== 'not-in-time-window' && answer.report !== 'unknown-engine') return answer;
    }
    return last;
  }

  async #askOnce(question: Question, manner: Manner): Promise<Answer> {
    const engine = this.#clock.now();
    if (engine === undefined) return { kind: 'garbled' };
    const id = this.#carrier.newId();
    const context = manner.vlan === undefined ? '' : `vlan-${manner.vlan}`;
    const datagram = sealed(() => secured(this.#credential, engine, id, context, questionPdu(question, id)));
    if (datagram === undefined) return { kind: 'unsent', code: 'ENOCIPHER' };
    const reply = await this.#carrier.carry(id, datagram, manner);
    if (reply.kind !== 'message') return reply;
    const said = read(reply.message, this.#credential);
    if (said === undefined) return { kind: 'garbled' };
    if ('pdu' in said) return { kind: 'pdu', pdu: said.pdu };
    const corrects = said.report === 'not-in-time-window' || said.report === 'unknown-engine';
    if (corrects && isEngine(said.engine)) this.#clock.set(said.engine);
    return { kind: 'report', report: said.report };
  }

  async #discover(manner: Manner): Promise<Answer | undefined> {
    const id = this.#carrier.newId();
    const reply = await this.#carrier.carry(id, discovery(id, questionPdu({ kind: 'get', oids: [] }, id)), manner);
    if (reply.kind !== 'message') return reply;
    const { message } = reply;
    const engine = message.version === '3' ? engineOf(message) : undefined;
    if (engine === undefined) return { kind: 'garbled' };
    this.#clock.set(engine);
    return undefined;
  }
}

const engineOf = ({ engine }: V3Message): Engine | undefined => (isEngine(engine) ? engine : undefined);

export const createV3Speaker = (credential: V3Credential, carrier: Carrier, engine?: Engine): Speaker =>
  new V3Speaker(credential, carrier, engine);
