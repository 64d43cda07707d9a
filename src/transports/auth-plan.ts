import type { BaseAgent, ParsedKey } from 'ssh2';
import type { SshCredential } from '../config/credential.ts';
import type { Secret } from '../config/secret.ts';
import type { AgentKey, Agents } from './agent.ts';
import type { KeyRing } from './private-key.ts';

/** One thing to show a server. `name` is what may be written down about it. */
export type Offer =
  | { readonly kind: 'key'; readonly name: string; readonly key: ParsedKey }
  | { readonly kind: 'agent'; readonly name: string; readonly agent: BaseAgent }
  | { readonly kind: 'password'; readonly name: string; readonly password: Secret };

/** What is offered for one user name, in order. A server lets nobody change the user on a connection. */
export interface AuthPlan {
  readonly user: string;
  readonly offers: readonly Offer[];
  /** Credentials that were meant for this host and cannot be used, each with the reason. */
  readonly problems: readonly string[];
}

/** What there is to log in with at one host. */
export interface AuthInput {
  readonly user: string;
  readonly credentials: readonly SshCredential[];
  /** Key files the operator named with --identity: trouble with them is told. */
  readonly identities: readonly string[];
  /** Key files of the ssh configuration: one that cannot be used is passed over in silence. */
  readonly defaultIdentities: readonly string[];
  /** Only keys of these files, even from the agent. */
  readonly identitiesOnly: boolean;
  readonly password?: Secret;
  readonly passphrase?: Secret;
  /** Socket of the agent, where there is one. */
  readonly agentSocket?: string;
  /** Whether the key files, agent and password are offered as well when there are credentials. */
  readonly alsoGeneral: boolean;
}

export interface AuthTools {
  readonly keyRing: KeyRing;
  readonly agents: Agents;
}

/**
 * One less than sshd's default MaxAuthTries of 6: the sixth failure closes the connection and is
 * logged as an attack (sshd_config(5)).
 */
const maxAttempts = 5;

interface Draft {
  readonly offers: Offer[];
  readonly problems: string[];
  readonly blobs: Set<string>;
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, 80);
const agentName = ({ comment, publicBlob }: AgentKey): string =>
  `agent:${printable(comment) || publicBlob.toString('base64').slice(-12)}`;

function addKey(draft: Draft, blob: Buffer, offer: Offer): void {
  const identity = blob.toString('base64');
  if (draft.blobs.has(identity)) return;
  draft.blobs.add(identity);
  draft.offers.push(offer);
}

interface FileRequest {
  readonly paths: readonly string[];
  readonly passphrase: Secret | undefined;
  readonly nameOf: (path: string) => string;
  /** Trouble with a file is told, or passed over. */
  readonly told: boolean;
}

/** Offers the key files; for a locked one the agent steps in when it holds the same key. */
async function addFiles(draft: Draft, request: FileRequest, agentKeys: readonly AgentKey[], keyRing: KeyRing): Promise<void> {
  for (const path of request.paths) {
    const file = await keyRing(path, request.passphrase);
    const name = request.nameOf(path);
    if (file.kind === 'ready') {
      addKey(draft, file.key.getPublicSSH(), { kind: 'key', name, key: file.key });
      continue;
    }
    const held = agentKeys.find(({ publicBlob }) => file.publicBlob?.equals(publicBlob) === true);
    if (held !== undefined) addKey(draft, held.publicBlob, { kind: 'agent', name, agent: held.agent });
    else if (request.told) draft.problems.push(`${path}: ${file.problem}`);
  }
}

/** The same password under two names is one attempt: two could lock the account. */
function addPassword(draft: Draft, name: string, password: Secret | undefined): void {
  if (password === undefined) return;
  const known = draft.offers.some((offer) => offer.kind === 'password' && offer.password.reveal() === password.reveal());
  if (!known) draft.offers.push({ kind: 'password', name, password });
}

/** A credential without a key or password of its own means: this user, with the keys there are. */
const isUserOnly = ({ identities, password }: SshCredential): boolean => identities.length === 0 && password === undefined;

async function draftCredential(
  draft: Draft,
  credential: SshCredential,
  agentKeys: readonly AgentKey[],
  tools: AuthTools,
): Promise<void> {
  const { identities, passphrase, name } = credential;
  await addFiles(draft, { paths: identities, passphrase, nameOf: () => name, told: true }, agentKeys, tools.keyRing);
  addPassword(draft, name, credential.password);
}

async function draftGeneral(draft: Draft, input: AuthInput, agentKeys: readonly AgentKey[], tools: AuthTools): Promise<void> {
  const { passphrase, password, identitiesOnly } = input;
  const nameOf = (path: string): string => `identity:${path}`;
  await addFiles(draft, { paths: input.identities, passphrase, nameOf, told: true }, agentKeys, tools.keyRing);
  await addFiles(draft, { paths: input.defaultIdentities, passphrase, nameOf, told: false }, agentKeys, tools.keyRing);
  if (!identitiesOnly)
    for (const key of agentKeys) addKey(draft, key.publicBlob, { kind: 'agent', name: agentName(key), agent: key.agent });
  addPassword(draft, 'password', password);
}

/** Keeps within the attempts of one connection; a password is worth more than the last of many keys. */
function capOffers(offers: readonly Offer[]): readonly Offer[] {
  const passwords = offers.filter(({ kind }) => kind === 'password').slice(0, maxAttempts);
  const keys = offers.filter(({ kind }) => kind !== 'password').slice(0, maxAttempts - passwords.length);
  const kept = new Set<Offer>([...passwords, ...keys]);
  return offers.filter((offer) => kept.has(offer));
}

/**
 * Decides what is offered to one host and in which order: the named credentials, key files, the keys
 * of the agent, the password. One plan a user name, at most five offers each.
 */
export async function planAuth(input: AuthInput, tools: AuthTools): Promise<readonly AuthPlan[]> {
  const agent = input.agentSocket === undefined ? undefined : await tools.agents.keysOf(input.agentSocket);
  const agentKeys = agent?.kind === 'keys' ? agent.keys : [];
  const drafts = new Map<string, Draft>();
  const draftOf = (user: string): Draft => {
    const draft = drafts.get(user) ?? { offers: [], problems: [], blobs: new Set<string>() };
    drafts.set(user, draft);
    return draft;
  };
  for (const credential of input.credentials) {
    const draft = draftOf(credential.user ?? input.user);
    await draftCredential(draft, credential, agentKeys, tools);
    if (isUserOnly(credential)) await draftGeneral(draft, input, agentKeys, tools);
  }
  if (input.credentials.length === 0 || input.alsoGeneral) await draftGeneral(draftOf(input.user), input, agentKeys, tools);
  if (agent?.kind === 'problem') for (const { problems } of drafts.values()) problems.push(agent.problem);
  return [...drafts].map(([user, { offers, problems }]) => ({ user, offers: capOffers(offers), problems }));
}
