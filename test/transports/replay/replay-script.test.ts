import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collector, CollectorGroup } from '../../../src/model/collector.ts';
import { buildScript, type ScriptOptions } from '../../../src/scan/script.ts';
import { splitSections } from '../../../src/scan/sections.ts';
import {
  type RecordedHost,
  type RecordedSection,
  type ReplayPiece,
  replayScript,
} from '../../../src/transports/replay/replay-script.ts';

interface Asked {
  readonly group?: CollectorGroup;
  readonly rank?: number;
  readonly root?: 'never' | 'useful';
  readonly bytes?: number;
}

function collector(
  id: string,
  command: string,
  { group = 'system', rank = 1, root = 'never', bytes = 4096 }: Asked = {},
): Collector {
  return { id, group, platforms: ['linux'], rank, request: { command, root, seconds: 5, bytes }, parse: () => [] };
}

const options: ScriptOptions = { marker: '==3f9a==', samples: 1, interval: 0, sudo: 'never' };

const host = (
  sections: Readonly<Record<string, RecordedSection | readonly RecordedSection[]>>,
  more: Partial<RecordedHost> = {},
): RecordedHost => ({
  uname: 'Linux',
  uid: 1001,
  user: 'map',
  sections: new Map(Object.entries(sections)),
  ...more,
});

const printed = (stdout: string, exitCode = 0): RecordedSection => ({ stdout, exitCode });

function collect(pieces: Iterable<ReplayPiece>) {
  const streams = { stdout: '', stderr: '', pauses: [] as number[] };
  for (const piece of pieces) {
    if (piece.kind === 'pause') streams.pauses.push(piece.seconds);
    else streams[piece.kind] += Buffer.from(piece.bytes).toString('latin1');
  }
  return streams;
}

const sectionIds = (stdout: string) => [...stdout.matchAll(/ begin (\S+ \d+)$/gm)].map(([, id]) => id);

describe('replayScript beside a real sh', () => {
  const { uid, username } = userInfo();
  const asked = [
    collector('linux.quoted', "printf '%s\\n' 'it'\\''s' \"two  blanks\""),
    collector('linux.no-newline', 'printf abc', { group: 'identity' }),
    collector('linux.empty', 'true', { group: 'addresses' }),
    collector('linux.several-lines', 'echo one\necho two >&2\necho three', { group: 'routes' }),
    collector('linux.first-fails', 'echo partly; exit 3', { group: 'neighbors' }),
    collector('linux.then-this', 'echo whole', { group: 'neighbors', rank: 2 }),
    collector('linux.never-asked', 'echo never', { group: 'neighbors', rank: 3 }),
    collector('linux.is-missing', 'no-such-command-anywhere 2>/dev/null', { group: 'sockets' }),
    collector('linux.sampled', 'echo sample', { group: 'sockets', rank: 2 }),
    collector('linux.not-text', "printf '\\377\\000\\n'", { group: 'resolver' }),
  ];
  // What a host is asked again, the recording answers once.
  const flooding = [
    collector('linux.too-long', 'yes', { group: 'processes', bytes: 100 }),
    collector('linux.after-the-cap', 'echo never', { group: 'processes', rank: 2 }),
  ];
  const recorded = host(
    {
      'linux.quoted': printed("it's\ntwo  blanks\n"),
      'linux.no-newline': printed('abc'),
      'linux.empty': printed(''),
      'linux.several-lines': { stdout: 'one\nthree\n', stderr: 'two\n', exitCode: 0 },
      'linux.first-fails': printed('partly\n', 3),
      'linux.then-this': printed('whole\n'),
      'linux.is-missing': printed('', 127),
      'linux.sampled': printed('sample\n'),
      'linux.too-long': printed('y\n'.repeat(100)),
      'linux.not-text': { stdout: new Uint8Array([0xff, 0, 0x0a]), exitCode: 0 },
    },
    { uname: process.platform === 'darwin' ? 'Darwin' : 'Linux', uid, user: username, connection: '10.0.0.1 5 10.0.0.2 22' },
  );

  const both = (collectors: readonly Collector[], samples: number) => {
    const script = buildScript(
      collectors.map((one) => ({ ...one, platforms: ['linux', 'darwin'] })),
      { ...options, samples },
    );
    const env = { ...process.env, SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22' };
    const real = spawnSync('sh', ['-s'], { input: script, env, encoding: 'latin1' });
    return { real, replayed: collect(replayScript(script, recorded)) };
  };

  for (const samples of [1, 3]) {
    it(`answers ${samples} sample(s) to the byte`, () => {
      const { real, replayed } = both(asked, samples);
      expect(replayed.stdout).toBe(real.stdout);
      expect(replayed.stderr).toBe(real.stderr);
    });
  }

  it('comes to the same sections where a command floods', () => {
    const collectors = [...asked, ...flooding];
    const byId = new Map(collectors.map((one) => [one.id, one]));
    const { real, replayed } = both(collectors, 1);
    const [of, beside] = [real, replayed].map(({ stdout, stderr }) =>
      splitSections(Buffer.from(stdout, 'latin1'), Buffer.from(stderr, 'latin1'), {
        marker: '==3f9a==',
        samples: 1,
        collectors: byId,
      }),
    );
    expect(of?.sections.find((one) => one.collector === 'linux.too-long')?.status).toBe('truncated');
    expect(beside).toEqual(of);
  });
});

describe('replayScript', () => {
  it('lets a collector without a recording be a missing command', () => {
    const script = buildScript([collector('linux.a', 'ss -n'), collector('linux.b', 'netstat', { rank: 2 })], options);
    const { stdout, stderr } = collect(replayScript(script, host({ 'linux.b': printed('b\n') })));
    expect(stdout).toContain('\n==3f9a== begin linux.a 1\n\n==3f9a== end linux.a 1 127\n\n==3f9a== begin linux.b 1\nb\n');
    expect(stderr).toContain('begin linux.a 1\nsh: 1: ss: not found\n');
  });

  it('goes on in the next group when every member of one failed', () => {
    const asked = [
      collector('linux.a', 'a'),
      collector('linux.b', 'b', { rank: 2 }),
      collector('linux.c', 'c', { group: 'resolver' }),
    ];
    const { stdout } = collect(replayScript(buildScript(asked, options), host({})));
    expect(sectionIds(stdout)).toEqual(['session 1', 'linux.a 1', 'linux.b 1', 'linux.c 1']);
  });

  it('gives every sample its own recording, and the last one to all later samples', () => {
    const script = buildScript([collector('linux.ss', 'ss', { group: 'sockets' })], { ...options, samples: 3, interval: 55 });
    const { stdout, pauses } = collect(replayScript(script, host({ 'linux.ss': [printed('first\n'), printed('later\n')] })));
    expect(stdout.match(/^(first|later)$/gm)).toEqual(['first', 'later', 'later']);
    expect(pauses).toEqual([55, 55]);
  });

  it.each([
    ['root', { uid: 0, sudo: true }, 'auto', 'useful'],
    ['sudo', { uid: 1001, sudo: true }, 'auto', 'useful'],
    ['none', { uid: 1001, sudo: true }, 'auto', 'never'],
    ['none', { uid: 1001, sudo: true }, 'never', 'useful'],
    ['none', { uid: 1001, sudo: false }, 'auto', 'useful'],
  ] as const)('ends with the rights %s of %j, sudo %s, root %s', (privilege, rights, sudo, root) => {
    const script = buildScript([collector('linux.a', 'a', { root })], { ...options, sudo });
    expect(collect(replayScript(script, host({}, rights))).stdout).toMatch(new RegExp(`\\n==3f9a== done ${privilege}\\n$`));
  });

  it('asks a platform without a block nothing but the session', () => {
    const script = buildScript([collector('linux.a', 'a')], options);
    const { stdout } = collect(replayScript(script, host({}, { uname: 'SunOS' })));
    expect(stdout).toContain('platform=SunOS\n');
    expect(sectionIds(stdout)).toEqual(['session 1']);
  });

  it('keeps any command whatever is quoted in it', () => {
    const command = fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '|', ' ', '\n', 'a', ';', '}', 'ü', '`', '#') });
    fc.assert(
      fc.property(command, (text) => {
        const asked = [collector('linux.a', text), collector('linux.b', 'b', { rank: 2 })];
        const { stdout } = collect(replayScript(buildScript(asked, options), host({ 'linux.b': printed('b\n') })));
        expect(sectionIds(stdout)).toEqual(['session 1', 'linux.a 1', 'linux.b 1']);
      }),
    );
  });

  it.each([
    ['no marker', (script: string) => script.replace("M='", "K='"), 'the line of settings'],
    ['no sampling', (script: string) => script.replace('samples=', 'rounds='), 'the line of settings'],
    ['a function renamed', (script: string) => script.replace('linux_once() {', 'linux_first() {'), 'the function linux_once'],
    [
      'another call',
      (script: string) => script.replace('q linux.a "$n" 5', 'q linux.a 5'),
      'not a call the replay knows: q linux.a 5',
    ],
    ['no end', (script: string) => script.replaceAll(':; }', '}'), 'not a call the replay knows: }'],
    [
      'an open quote',
      (script: string) => script.replace("never 'a'", "never 'a"),
      'linux_once of the collection script has no end',
    ],
  ])('says loudly that the script has another form: %s', (_, damage, message) => {
    const script = damage(buildScript([collector('linux.a', 'a')], options));
    expect(() => collect(replayScript(script, host({})))).toThrow(message);
  });
});
