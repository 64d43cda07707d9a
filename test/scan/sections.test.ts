import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collector } from '../../src/model/collector.ts';
import { splitSections } from '../../src/scan/sections.ts';

const marker = 'M-1';
const collector: Collector = {
  id: 't.a',
  group: 'system',
  platforms: ['linux'],
  rank: 1,
  request: { command: ':', root: 'never', seconds: 1, bytes: 1000 },
  parse: () => [],
};
const collectors = new Map([
  ['t.a', collector],
  ['t.b', { ...collector, id: 't.b' }],
  ['t.secret', { ...collector, id: 't.secret', redact: (text: string) => text.replace('hunter2', '[cut]') }],
]);
const split = (stdout: string | Buffer, stderr = '', samples = 1) =>
  splitSections(Buffer.from(stdout as string), Buffer.from(stderr), { marker, samples, collectors });

describe('splitSections', () => {
  it('ignores a banner and start-up noise before and between the borders', () => {
    const out = split(
      `Welcome!\nM-1 is not a border\n\n${marker} begin t.a 1\nbody\n\n${marker} end t.a 1 0\nnoise\n${marker} done none\ntrailing`,
    );
    expect(out.sections.map((one) => Buffer.from(one.stdout).toString())).toEqual(['body\n']);
    expect(out.complete).toBe(true);
    expect(out.session.privilege).toBe('none');
  });

  it('keeps half a section as incomplete when the output ends inside it', () => {
    const out = split(`\n${marker} begin t.a 1\nhalf a li`);
    expect(out.sections).toMatchObject([{ collector: 't.a', status: 'incomplete' }]);
    expect(out.sections[0]).not.toHaveProperty('exitCode');
    expect(out.complete).toBe(false);
  });

  it('takes no section that was not asked for, and of one asked again the later answer', () => {
    const one = (id: string, sample: string, body: string): string =>
      `\n${marker} begin ${id} ${sample}\n${body}\n${marker} end ${id} ${sample} 0\n`;
    const out = split(
      one('t.evil', '1', 'x') +
        one('t.a', '1', 'first') +
        one('t.a', '1', 'second') +
        one('t.a', '2', 'late') +
        one('t.b', '-1', 'y') +
        one('t.b', 'z', 'y'),
    );
    expect(out.sections.map((s) => Buffer.from(s.stdout).toString())).toEqual(['second']);
  });

  it.each([
    ['0', 'ok'],
    ['1', 'failed'],
    ['124', 'timed-out'],
    ['127', 'missing'],
    ['137', 'timed-out'],
    ['141', 'ok'],
    ['143', 'timed-out'],
    ['', 'incomplete'],
  ])('reads exit code "%s" as %s', (code, status) => {
    expect(split(`\n${marker} begin t.a 1\n\n${marker} end t.a 1 ${code}\n`).sections[0]?.status).toBe(status);
  });

  it('cuts secrets out before anything is stored, and leaves other bytes as they are', () => {
    const body = Buffer.concat([Buffer.from('pw=hunter2 '), Buffer.from([0xff, 0xfe, 0x00, 0xe4])]);
    const out = split(
      Buffer.concat([Buffer.from(`\n${marker} begin t.secret 1\n`), body, Buffer.from(`\n${marker} end t.secret 1 0\n`)]),
    );
    expect(
      Buffer.from(out.sections[0]?.stdout ?? []).equals(
        Buffer.concat([Buffer.from('pw=[cut] '), Buffer.from([0xff, 0xfe, 0x00, 0xe4])]),
      ),
    ).toBe(true);
  });

  it('reads the session: platform, user, own connection', () => {
    const body = 'platform=Linux\nuid=1000\nuser=ops\nconnection=10.0.0.5 50112 10.0.0.9 22\n';
    expect(split(`\n${marker} begin session 1\n${body}\n${marker} end session 1 0\n\n${marker} done sudo\n`).session).toEqual({
      platform: 'linux',
      user: 'ops',
      privilege: 'sudo',
      ownConnection: { remoteAddress: '10.0.0.5', remotePort: 50112, localAddress: '10.0.0.9', localPort: 22 },
    });
  });

  it('never throws, whatever comes', () => {
    const pieces = fc.constantFrom(
      `\n${marker} `,
      'begin ',
      'end ',
      'done ',
      't.a ',
      '1 ',
      '0',
      '\n',
      '\0',
      'x',
      marker,
      '-5 ',
      '1e9 ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const out = split(text, text, 3);
        expect(out.sections.every((one) => collectors.has(one.collector))).toBe(true);
      }),
    );
  });

  it('gives back any body that does not hold the marker', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const body = Buffer.from(bytes);
        fc.pre(!body.includes(marker));
        const out = split(
          Buffer.concat([Buffer.from(`\n${marker} begin t.a 1\n`), body, Buffer.from(`\n${marker} end t.a 1 0\n`)]),
        );
        expect(Buffer.from(out.sections[0]?.stdout ?? []).equals(body)).toBe(true);
      }),
    );
  });
});

describe('what PowerShell prints', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

  it('may end its lines with CRLF: the borders take theirs, the answer keeps its own', () => {
    const out = split(crlf(`\n${marker} begin t.a 1\nbody\n\n${marker} end t.a 1 0\n\n${marker} done root\n`));
    expect(out.sections.map((one) => Buffer.from(one.stdout).toString())).toEqual(['body\r\n']);
    expect(out.session.privilege).toBe('root');
  });

  it('is left alone where only the answer ends in a carriage return', () => {
    const out = split(`\n${marker} begin t.a 1\nbody\r\n${marker} end t.a 1 0\n`);
    expect(out.sections.map((one) => Buffer.from(one.stdout).toString())).toEqual(['body\r']);
  });

  it('has its errors behind the answer, cut and redacted as standard error is', () => {
    const errors = `hunter2 is wrong ${'x'.repeat(5000)}\n`;
    const section = `\n${marker} begin t.secret 1\nbody\n\n${marker} error t.secret 1\n${errors}\n${marker} end t.secret 1 1\n`;
    const [one] = split(section).sections;
    expect(Buffer.from(one?.stdout ?? []).toString()).toBe('body\n');
    expect(Buffer.from(one?.stderr ?? []).toString()).toMatch(/^\[cut\] is wrong x+$/);
    expect(one?.stderr?.length).toBeLessThanOrEqual(4096);
    expect(one?.status).toBe('failed');
  });

  it('may end inside the errors, or tell those of another section', () => {
    const half = split(`\n${marker} begin t.a 1\nbody\n\n${marker} error t.b 1\nx\n${marker} error t.a 1\nwrong`);
    expect(half.sections).toMatchObject([{ collector: 't.a', status: 'incomplete', stderr: Buffer.from('wrong') }]);
  });
});
