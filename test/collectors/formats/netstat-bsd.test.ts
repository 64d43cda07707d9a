import { describe, expect, it } from 'vitest';
import { parseNetstatBsd } from '../../../src/collectors/formats/netstat-bsd.ts';

const header = 'Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)    ';
const only = (row: string): unknown => parseNetstatBsd(`${header}\n${row}\n`)[0];

describe('parseNetstatBsd', () => {
  it.each([
    ['tcp4 0 0 *.22 *.* LISTEN', '0.0.0.0'],
    ['tcp6 0 0 *.22 *.* LISTEN', '::'],
    ['tcp46 0 0 *.22 *.* LISTEN', '*'],
    ['tcp64 0 0 *.22 *.* LISTEN', '*'],
    ['tcp 0 0 *.22 *.* LISTEN', '0.0.0.0'],
  ])('reads the wildcard of %s', (row, address) => {
    expect(only(row)).toEqual({
      fact: 'socket',
      line: 2,
      protocol: 'tcp',
      state: 'listen',
      local: { address, port: 22 },
      processes: [],
    });
  });

  it('reads a socket that is not bound as one without a port', () => {
    expect(only('tcp4 0 0 *.* *.* CLOSED')).toMatchObject({ state: 'closed', local: { address: '0.0.0.0' } });
    expect(only('udp46 0 0 *.* *.*')).toMatchObject({ state: 'unconnected', local: { address: '*' } });
  });

  it('tells connected UDP by its peer', () => {
    expect(only('udp4 0 0 10.0.0.1.5000 10.0.0.2.53')).toMatchObject({
      state: 'established',
      remote: { address: '10.0.0.2', port: 53 },
    });
    expect(only('udp4 0 0 *.5353 *.*')).toMatchObject({ state: 'unconnected' });
  });

  it('reads names of ports', () => {
    expect(only('tcp4 0 0 10.0.0.1.50000 10.0.0.2.https ESTABLISHED')).toMatchObject({
      remote: { address: '10.0.0.2', port: 443 },
    });
    expect(only('tcp4 0 0 10.0.0.1.50000 10.0.0.2.nobody-knows ESTABLISHED')).toMatchObject({
      remote: { address: '10.0.0.2', portName: 'nobody-knows' },
    });
  });

  it('does not believe an address that fills what is kept of it', () => {
    expect(only('tcp6 0 0 2001:db8:aaaa:bb.443 ::1.5 ESTABLISHED')).toMatchObject({ local: { port: 443 }, truncated: true });
    expect(only('tcp6 0 0 2001:db8:20::11.443 ::1.5 ESTABLISHED')).not.toHaveProperty('truncated');
  });

  it('believes it where another one is longer, as with -W', () => {
    const [first] = parseNetstatBsd(
      `${header}\ntcp6 0 0 2001:db8::aaa:bb.443 ::1.5 ESTABLISHED\ntcp6 0 0 2001:db8:1:2:3:4:5:6.443 ::1.5 ESTABLISHED\n`,
    );
    expect(first).toMatchObject({ local: { address: '2001:db8::aaa:bb', port: 443 } });
    expect(first).not.toHaveProperty('truncated');
  });

  it('keeps a socket whose state it does not know', () => {
    expect(only('tcp4 0 0 10.0.0.1.1 10.0.0.2.2 DREAMING')).not.toHaveProperty('state');
  });

  it('notes rows it cannot read and passes over other tables', () => {
    const facts = parseNetstatBsd(
      `Active Internet connections\n${header}\ntcp4 0 0 10.0.0.1\nicm4 0 0 *.* *.*\nActive LOCAL (UNIX) domain sockets\nanything at all\n`,
    );
    expect(facts).toEqual([{ fact: 'skipped', line: 3, text: 'tcp4 0 0 10.0.0.1', reason: 'not a row of netstat' }]);
  });
});
