import { describe, expect, it } from 'vitest';
import { namePort, nameService, serviceKey } from '../../src/graph/service-name.ts';

describe('nameService', () => {
  it('prefers the unit, then the container, the script and the executable', () => {
    const args = 'java -jar /opt/shop.jar';
    expect(nameService({ unit: 'shop.service', container: 'c1' }, 'java', args)).toEqual({
      name: 'shop',
      namedBy: 'unit',
      unit: 'shop.service',
      container: 'c1',
    });
    expect(nameService({ unit: 'shop.service' }, 'java', args)).toEqual({ name: 'shop', namedBy: 'unit', unit: 'shop.service' });
    expect(nameService({ container: 'c1' }, 'java', args)).toEqual({ name: 'c1', namedBy: 'container', container: 'c1' });
    expect(nameService({}, 'java', args)).toEqual({ name: 'shop.jar', namedBy: 'script' });
    expect(nameService(undefined, 'java', 'java -version')).toEqual({ name: 'java', namedBy: 'executable' });
    expect(nameService(undefined, 'nginx')).toEqual({ name: 'nginx', namedBy: 'executable' });
  });

  it('names nothing where nothing is known', () => {
    expect(nameService(undefined)).toBeUndefined();
    expect(nameService({}, '')).toBeUndefined();
  });

  it('keeps names short', () => {
    expect(nameService(undefined, 'x'.repeat(10_000))?.name).toHaveLength(200);
    expect(nameService({ unit: `${'x'.repeat(10_000)}.service` })?.name).toHaveLength(200);
  });
});

describe('serviceKey', () => {
  it('is the same for what is one service, and another for any other', () => {
    const names = [
      nameService({ unit: 'a.service' }),
      nameService({ unit: 'a.service', container: 'c' }),
      nameService({ container: 'a' }),
      nameService(undefined, 'a'),
      nameService(undefined, 'node', 'node a'),
      namePort('tcp', 80),
      namePort('udp', 80),
    ].flatMap((name) => name ?? []);
    expect(new Set(names.map(serviceKey)).size).toBe(7);
    expect(serviceKey({ name: 'a', namedBy: 'unit', unit: 'a.service' })).toBe(names[0] && serviceKey(names[0]));
  });
});
