import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { servicePort } from '../../src/text/service-names.ts';

describe('servicePort', () => {
  it.each([
    ['ssh', 22],
    ['https', 443],
    ['postgresql', 5432],
    ['XmlIpcRegSvc', 9092],
    ['syslog', 514],
    ['mdns', 5353],
  ])('knows %s', (name, port) => {
    expect(servicePort(name)).toBe(port);
  });

  it.each(['', 'SSH', 'nothing', '22', '__proto__', 'constructor'])('does not know %j', (name) => {
    expect(servicePort(name)).toBeUndefined();
  });

  it.skipIf(!existsSync('/etc/services'))('contradicts no name of /etc/services that means one port', () => {
    const there = new Map<string, Set<number>>();
    for (const line of readFileSync('/etc/services', 'latin1').split('\n')) {
      const [name, port, ...aliases] = (line.split('#')[0] ?? '').trim().split(/\s+/);
      if (name === undefined || port === undefined) continue;
      for (const one of [name, ...aliases]) there.set(one, (there.get(one) ?? new Set()).add(Number.parseInt(port, 10)));
    }
    const wrong = [...there].filter(([name, ports]) => {
      const known = servicePort(name);
      return known !== undefined && !ports.has(known);
    });
    expect(wrong).toEqual([]);
  });
});
