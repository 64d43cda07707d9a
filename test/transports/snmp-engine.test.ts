import { createSocket, type Socket } from 'node:dgram';
import snmp from 'net-snmp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../src/config/secret.ts';
import type { SnmpCredential } from '../../src/config/snmp-credential.ts';
import { communityMessage, readMessage } from '../../src/transports/snmp/message.ts';
import { pduTags, writePdu } from '../../src/transports/snmp/pdu.ts';
import { scopedPdu, writeV3Message } from '../../src/transports/snmp/v3-message.ts';
import { community, connectorTo, openAt, sessionAt } from './support/snmp.ts';

const open: Socket[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const socket of open.splice(0)) socket.close();
});

const user: SnmpCredential = {
  name: 'user',
  version: '3',
  user: 'map',
  auth: { protocol: 'sha256', secret: new Secret('long enough') },
  priv: { protocol: 'aes128', secret: new Secret('long enough') },
};

/** Tells its engine to whoever asks in version 3, and answers any community. */
async function agentWith(boots: number): Promise<number> {
  const socket = createSocket('udp4');
  open.push(socket);
  const engine = { id: Buffer.from('8000000001020304', 'hex'), boots, time: 5 };
  socket.on('message', (datagram, from) => {
    const asked = readMessage(datagram);
    if (asked === undefined) return;
    const head = { errorStatus: 0, errorIndex: 0, varbinds: [] };
    const scoped = scopedPdu(engine, '', writePdu({ tag: pduTags.report, id: 1, ...head }));
    const answer =
      asked.version === '3'
        ? writeV3Message({
            ...{ id: asked.id, engine, user: '', digestLength: 0, privacyParameters: Buffer.alloc(0) },
            ...{ scoped, reportable: false },
          }).datagram
        : communityMessage('2c', asked.community, writePdu({ tag: pduTags.response, id: asked.pdu.id, ...head }));
    socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  return socket.address().port;
}

describe('a credential that leads nowhere does not keep the next from its turn', () => {
  it.each([-1, 2 ** 33])('where the agent claims to have booted %d times, which is no answer', async (boots) => {
    const port = await agentWith(boots);
    const both = connectorTo(port, [user, community('right')]);
    expect((await sessionAt(both)).facts.snmpCredential).toBe('c-right');
    await both.close();
    const alone = connectorTo(port, [user]);
    expect(await openAt(alone)).toMatchObject({ failure: { status: 'not-snmp' } });
    await alone.close();
  });

  it('where this machine lacks its cipher', async () => {
    vi.spyOn(snmp.Encryption, 'encryptPdu').mockImplementation(() => {
      throw new Error('unsupported');
    });
    const connector = connectorTo(await agentWith(1), [user, community('right')]);
    expect((await sessionAt(connector)).facts.snmpCredential).toBe('c-right');
    await connector.close();
  });
});
