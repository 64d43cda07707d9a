import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { UsageError } from '../model/usage-error.ts';
import type { Environment } from './paths.ts';
import { describeReference, type Reference } from './reference.ts';
import { Secret } from './secret.ts';
import { readProblem } from './spec-file.ts';

export interface ResolveOptions {
  readonly env: Environment;
  /** Asks on the terminal; absent where nobody can be asked. Undefined when the person gave up. */
  readonly prompt?: (question: string) => Promise<string | undefined>;
  readonly warn: (message: string) => void;
  /** Time limit of `exec:`, milliseconds. */
  readonly execTimeoutMs?: number;
}

/** A secret is a line or a key file, never more. */
const maxBytes = 64 * 1024;

const refuse = (reference: Reference, cause: string, remedy: string): never => {
  throw new UsageError(`${describeReference(reference)}: ${cause}; ${remedy}`);
};

const withoutNewline = (text: string): string => text.replace(/\r?\n$/, '');

function readEnv(reference: Extract<Reference, { kind: 'env' }>, env: Environment): string {
  const value = env[reference.name];
  return value ?? refuse(reference, 'the variable is not set', 'set it, and export it to this process');
}

async function readFileSecret(reference: Extract<Reference, { kind: 'file' }>, warn: ResolveOptions['warn']): Promise<string> {
  const file = await open(reference.path, 'r').catch((error: unknown) =>
    refuse(reference, readProblem(error), 'check the path and its permissions'),
  );
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) refuse(reference, 'it is a directory', 'name a file');
    if (process.platform !== 'win32' && stat.isFile() && (stat.mode & 0o004) !== 0) {
      warn(`${describeReference(reference)}: everybody on this machine can read it; run chmod 600 on it`);
    }
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(maxBytes + 1) });
    if (bytesRead > maxBytes) refuse(reference, 'it is larger than any secret', 'name the file that holds the secret alone');
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Why a command gave no secret. What it printed is not repeated: it may be the secret. */
function execProblem(error: Error & { readonly code?: unknown; readonly killed?: boolean }, seconds: number): string {
  if (error.code === 'ENOENT') return 'there is no such command';
  if (error.code === 'EACCES') return 'the command may not be run';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'the command printed more than any secret';
  if (error.killed === true) return `the command did not end within ${seconds} s`;
  return typeof error.code === 'number' ? `the command ended with exit code ${error.code}` : 'the command was killed';
}

function runCommand(reference: Extract<Reference, { kind: 'exec' }>, timeout: number, env: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout, maxBuffer: maxBytes, killSignal: 'SIGKILL', env, encoding: 'utf8', windowsHide: true } as const;
    const child = execFile(reference.command, reference.args, options, (error, stdout) => {
      if (error === null) return resolve(stdout);
      const cause = execProblem(error as Error & { code?: unknown; killed?: boolean }, timeout / 1000);
      reject(new UsageError(`${describeReference(reference)}: ${cause}; run it by hand to see why`));
    });
    child.stdin?.end();
  });
}

async function ask(reference: Extract<Reference, { kind: 'prompt' }>, prompt: ResolveOptions['prompt']): Promise<string> {
  const elsewhere = 'give env:NAME, file:PATH or exec:COMMAND instead';
  if (prompt === undefined) return refuse(reference, `nobody can be asked for the ${reference.question}`, elsewhere);
  return (await prompt(reference.question)) ?? refuse(reference, `no ${reference.question} was given`, elsewhere);
}

function readSecret(reference: Reference, options: ResolveOptions): Promise<string> | string {
  switch (reference.kind) {
    case 'env':
      return readEnv(reference, options.env);
    case 'file':
      return readFileSecret(reference, options.warn);
    case 'exec':
      return runCommand(reference, options.execTimeoutMs ?? 30_000, options.env);
    case 'prompt':
      return ask(reference, options.prompt);
    case 'plain':
      return reference.secret.reveal();
  }
}

/**
 * Fetches the secret behind a reference; one trailing newline is taken off. Throws UsageError, which
 * names the reference, the cause and the remedy, and never the value.
 */
export async function resolveReference(reference: Reference, options: ResolveOptions): Promise<Secret> {
  const value = withoutNewline(await readSecret(reference, options));
  if (value === '') refuse(reference, 'the secret is empty', 'put the secret there');
  return new Secret(value);
}

/** Resolves each reference once, so that a person is asked once and a vault is called once. */
export function createResolver(options: ResolveOptions): (reference: Reference) => Promise<Secret> {
  const known = new Map<string, Promise<Secret>>();
  return (reference) => {
    const key = reference.kind === 'plain' ? `plain:${reference.secret.reveal()}` : JSON.stringify(reference);
    const pending = known.get(key) ?? resolveReference(reference, options);
    known.set(key, pending);
    return pending;
  };
}
