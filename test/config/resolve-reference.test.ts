import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseReference } from '../../src/config/reference.ts';
import { createResolver, type ResolveOptions, resolveReference } from '../../src/config/resolve-reference.ts';
import { UsageError } from '../../src/model/usage-error.ts';

let directory = '';
const warnings: string[] = [];
const env = { PATH: process.env['PATH'], DB_PASSWORD: 's3cret', EMPTY: '', LINES: 'a\nb\n' };
const options: ResolveOptions = { env, warn: (message) => warnings.push(message), execTimeoutMs: 5000 };

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'map-secret-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const reference = (text: string) => parseReference(text, { place: '--password', question: 'password', base: directory, env });
const resolve = async (text: string, more: Partial<ResolveOptions> = {}): Promise<string> =>
  (await resolveReference(reference(text), { ...options, ...more })).reveal();

function write(name: string, content: string | Buffer, mode = 0o600): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

/** The message of the UsageError, which must never show the secret. */
async function refusal(text: string, more: Partial<ResolveOptions> = {}): Promise<string> {
  const error = await resolve(text, more).then(
    () => new Error('was accepted'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  expect((error as Error).message).not.toContain('s3cret');
  return (error as Error).message;
}

describe('env', () => {
  it('reads the variable and takes one newline off', async () => {
    expect(await resolve('env:DB_PASSWORD')).toBe('s3cret');
    expect(await resolve('env:LINES')).toBe('a\nb');
  });

  it('says which variable is missing or empty', async () => {
    expect(await refusal('env:NOT_SET')).toBe('env:NOT_SET: the variable is not set; set it, and export it to this process');
    expect(await refusal('env:EMPTY')).toMatch(/^env:EMPTY: the secret is empty/);
  });
});

describe('file', () => {
  it.each([
    ['s3cret', 's3cret'],
    ['s3cret\n', 's3cret'],
    ['s3cret\r\n', 's3cret'],
    [' s3cret \n\n', ' s3cret \n'],
    ['pässwörd\n', 'pässwörd'],
  ])('reads %j', async (content, secret) => {
    write('secret', content);
    expect(await resolve('file:secret')).toBe(secret);
  });

  it('warns when everybody can read it', async () => {
    const path = write('open', 's3cret', 0o644);
    warnings.length = 0;
    expect(await resolve('file:open')).toBe('s3cret');
    expect(warnings).toEqual([`file:${path}: everybody on this machine can read it; run chmod 600 on it`]);
    warnings.length = 0;
    write('closed', 's3cret', 0o640);
    await resolve('file:closed');
    expect(warnings).toEqual([]);
  });

  it('names the file and the cause', async () => {
    expect(await refusal('file:none')).toBe(`file:${directory}/none: there is no such file; check the path and its permissions`);
    expect(await refusal(`file:${directory}`)).toMatch(/it is a directory/);
    write('empty', '\n');
    expect(await refusal('file:empty')).toMatch(/the secret is empty/);
    write('large', Buffer.alloc(70_000, 'x'));
    expect(await refusal('file:large')).toMatch(/larger than any secret/);
  });
});

describe('exec', () => {
  it('runs the command without a shell and takes its output', async () => {
    expect(await resolve('exec:printf %s s3cret')).toBe('s3cret');
    expect(await resolve('exec:echo $HOME;id')).toBe('$HOME;id');
    expect(await resolve(`exec:sh -c 'printf "%s\\n" "$DB_PASSWORD"'`)).toBe('s3cret');
    expect(await resolve('exec:cat', {}).catch((error: Error) => error.message)).toMatch(/^exec:cat: the secret is empty/);
  });

  it.each([
    ['exec:no-such-command-here x', /^exec:no-such-command-here: there is no such command; run it by hand to see why$/],
    [`exec:sh -c 'echo s3cret; echo s3cret >&2; exit 3'`, /^exec:sh: the command ended with exit code 3/],
    [`exec:sh -c 'kill -9 $$'`, /^exec:sh: the command was killed/],
    ['exec:true', /^exec:true: the secret is empty/],
    ['exec:head -c 100000 /dev/zero', /^exec:head: the command printed more than any secret/],
    ['exec:/', /^exec:\/: the command may not be run/],
  ])('%s fails without telling what was printed', async (text, message) => {
    expect(await refusal(text)).toMatch(message);
  });

  it('ends a command that hangs', async () => {
    expect(await refusal('exec:sleep 60', { execTimeoutMs: 50 })).toBe(
      'exec:sleep: the command did not end within 0.05 s; run it by hand to see why',
    );
  });
});

describe('prompt', () => {
  it('asks the question', async () => {
    const asked: string[] = [];
    const prompt = async (question: string) => {
      asked.push(question);
      return 's3cret';
    };
    expect(await resolve('prompt', { prompt })).toBe('s3cret');
    expect(asked).toEqual(['password']);
  });

  it('refuses where nobody can be asked, or nobody answers', async () => {
    expect(await refusal('prompt')).toMatch(/nobody can be asked for the password; give env:NAME/);
    expect(await refusal('prompt', { prompt: async () => undefined })).toMatch(/no password was given/);
  });
});

describe('createResolver', () => {
  it('asks once for each reference, even at the same time', async () => {
    let count = 0;
    const resolver = createResolver({
      ...options,
      prompt: async () => {
        count += 1;
        return `answer ${count}`;
      },
    });
    const [first, second] = await Promise.all([resolver(reference('prompt')), resolver(reference('prompt'))]);
    expect(first?.reveal()).toBe('answer 1');
    expect(second).toBe(first);
    expect((await resolver(reference('env:DB_PASSWORD'))).reveal()).toBe('s3cret');
  });
});
