import type { Duplex } from 'node:stream';
import ssh2, { type BaseAgent, type IdentityCallback, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';

/** One key that an agent holds. The agent signs; the private key never leaves it. */
export interface AgentKey {
  readonly comment: string;
  readonly publicBlob: Buffer;
  /** An agent with this key alone, as ssh2 wants it: so that every attempt can be counted and named. */
  readonly agent: BaseAgent;
}

type AgentKeys =
  | { readonly kind: 'keys'; readonly keys: readonly AgentKey[] }
  | { readonly kind: 'problem'; readonly problem: string };

export interface Agents {
  /** The keys of the agent at a socket, asked once a scan. Never rejects. */
  keysOf(socket: string): Promise<AgentKeys>;
  /** Hangs up on agents that have not answered. */
  close(): void;
}

type AnyKey = ParsedKey | Buffer | string;

class OneKeyAgent extends ssh2.BaseAgent<AnyKey> {
  readonly #whole: BaseAgent;
  readonly #key: ParsedKey;

  constructor(whole: BaseAgent, key: ParsedKey) {
    super();
    this.#whole = whole;
    this.#key = key;
  }

  override getIdentities(done: IdentityCallback<AnyKey>): void {
    done(null, [this.#key]);
  }

  override sign(key: AnyKey, data: Buffer, options: SigningRequestOptions | SignCallback, done?: SignCallback): void {
    if (typeof options === 'function') this.#whole.sign(key, data, options);
    else this.#whole.sign(key, data, options, done);
  }
}

/** An agent may wait for a person, but not to tell which keys it has. */
const answerMs = 5000;

/** Keeps hold of the agent's connections, which ssh2 leaves open when the agent does not answer. */
function connectAgent(socket: string, streams: Set<Duplex>): BaseAgent {
  const agent = ssh2.createAgent(socket);
  const connect = agent.getStream?.bind(agent);
  if (connect === undefined) return agent;
  agent.getStream = (done) =>
    connect((error, stream) => {
      if (stream) {
        streams.add(stream);
        stream.once('close', () => streams.delete(stream));
      }
      done(error, stream);
    });
  return agent;
}

const toAgentKey = (whole: BaseAgent, key: ParsedKey): AgentKey => ({
  comment: key.comment,
  publicBlob: key.getPublicSSH(),
  agent: new OneKeyAgent(whole, key),
});

function askKeys(socket: string, streams: Set<Duplex>): Promise<AgentKeys> {
  const failed = (cause: string): AgentKeys => ({ kind: 'problem', problem: `agent ${socket}: ${cause}` });
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(failed(`no answer in ${answerMs / 1000} s`)), answerMs);
    const settle = (keys: AgentKeys): void => {
      clearTimeout(timer);
      resolve(keys);
    };
    try {
      const whole = connectAgent(socket, streams);
      whole.getIdentities((error, keys) => {
        if (error || !keys) settle(failed(error?.message ?? 'no keys'));
        else settle({ kind: 'keys', keys: (keys as ParsedKey[]).map((key) => toAgentKey(whole, key)) });
      });
    } catch (error) {
      settle(failed(error instanceof Error ? error.message : String(error)));
    }
  });
}

/** Opens the way to SSH agents (SSH_AUTH_SOCK or IdentityAgent). */
export function createAgents(): Agents {
  const streams = new Set<Duplex>();
  const asked = new Map<string, Promise<AgentKeys>>();
  return {
    keysOf(socket) {
      const keys = asked.get(socket) ?? askKeys(socket, streams);
      asked.set(socket, keys);
      return keys;
    },
    close() {
      for (const stream of streams) stream.destroy();
    },
  };
}
