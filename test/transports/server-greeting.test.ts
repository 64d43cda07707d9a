import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKexInit } from '../../src/transports/kexinit.ts';
import { createGreetingReader } from '../../src/transports/server-greeting.ts';

/** SSH_MSG_KEXINIT as RFC 4253, 7.1 lays it out, in a packet without encryption. */
function kexInit(...lists: string[]): Buffer {
  const names = lists.map((text) => {
    const list = Buffer.alloc(4 + text.length);
    list.writeUInt32BE(text.length);
    list.write(text, 4);
    return list;
  });
  const payload = Buffer.concat([Buffer.from([20]), Buffer.alloc(16, 9), ...names, Buffer.alloc(5)]);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(payload.length + 1);
  return Buffer.concat([header, payload]);
}

const packet = kexInit(
  'curve25519-sha256,kex-strict-s-v00@openssh.com',
  'ssh-ed25519',
  'aes128-ctr',
  'aes256-ctr',
  'hmac-sha1',
  'hmac-sha2-256',
  'none',
  'none',
  '',
  '',
);

function read(...chunks: (string | Buffer)[]) {
  const reader = createGreetingReader();
  for (const chunk of chunks) reader.add(Buffer.from(chunk));
  return reader.read();
}

describe('parseKexInit', () => {
  it('reads what a server offers', () => {
    expect(parseKexInit(packet)).toEqual({
      kex: ['curve25519-sha256', 'kex-strict-s-v00@openssh.com'],
      hostKey: ['ssh-ed25519'],
      cipher: ['aes256-ctr'],
      mac: ['hmac-sha2-256'],
    });
  });

  it('gives nothing for a packet cut anywhere before its end, and never throws', () => {
    const end = packet.length - 5 - 4 * 4 - 'none'.length * 2;
    for (let length = 0; length < end; length += 1) expect(parseKexInit(packet.subarray(0, length))).toBeUndefined();
    expect(parseKexInit(packet.subarray(0, end))).toBeDefined();
  });

  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseKexInit(Buffer.from(bytes))));
    const lying = Buffer.from(packet);
    lying.writeUInt32BE(0xffffffff, 22);
    expect(parseKexInit(lying)).toBeUndefined();
    const other = Buffer.from(packet);
    other[5] = 21;
    expect(parseKexInit(other)).toBeUndefined();
  });
});

describe('createGreetingReader', () => {
  it('reads the identification, however it is cut', () => {
    expect(read('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n').ident).toBe('SSH-2.0-OpenSSH_9.2p1 Debian-2');
    expect(read('SS', 'H-2.0-x', '\n').ident).toBe('SSH-2.0-x');
    expect(read('SSH-2.0-x').ident).toBeUndefined();
  });

  it('skips lines that come before it', () => {
    expect(read('Welcome\r\nto SSH-2.0-nowhere\r\nSSH-2.0-x\r\n')).toMatchObject({ ident: 'SSH-2.0-x', firstLine: 'Welcome' });
  });

  it('reads the algorithms that follow', () => {
    expect(read('SSH-2.0-x\r\n', packet).kexInit?.hostKey).toEqual(['ssh-ed25519']);
    expect(read(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), packet])).kexInit?.hostKey).toEqual(['ssh-ed25519']);
  });

  it('tells what came instead, printable and short', () => {
    expect(read('HTTP/1.1 400 Bad Request\r\nServer: x\r\n')).toEqual({ received: 37, firstLine: 'HTTP/1.1 400 Bad Request' });
    expect(read('\u001b[2J\u0007bad').firstLine).toBe('?[2J?bad');
    expect(read('x'.repeat(500)).firstLine).toHaveLength(80);
    expect(read()).toEqual({ received: 0, firstLine: '' });
  });

  it('keeps no more than it needs of a flood, but counts it', () => {
    const reader = createGreetingReader();
    for (let index = 0; index < 100; index += 1) reader.add(Buffer.alloc(64 * 1024, 'x'));
    expect(reader.read()).toMatchObject({ received: 6_553_600 });
    reader.add(Buffer.from('\nSSH-2.0-late\n'));
    expect(reader.read().ident).toBeUndefined();
  });
});
