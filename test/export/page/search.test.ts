import { describe, expect, it } from 'vitest';
import { indexEstate } from '../../../src/export/page/estate.ts';
import { buildSearchIndex, search } from '../../../src/export/page/search.ts';
import { hostileSnapshot, hostileTexts } from '../hostile-snapshot.ts';
import { sampleSnapshot } from '../sample-snapshot.ts';

const index = buildSearchIndex(indexEstate(sampleSnapshot));
const titles = (query: string): string[] => search(index, query).map(({ entry }) => entry.title);

describe('search', () => {
  it('finds hosts and services by name, the exact one first', () => {
    expect(titles('db1').slice(0, 2)).toEqual(['db1', 'node_exporter · db1']);
    expect(titles('REDIS')).toEqual(['redis · cache1']);
  });

  it('finds by address, and says so', () => {
    expect(search(index, '10.20.0.31')[0]).toMatchObject({
      entry: { title: 'db1', kind: 'host' },
      because: 'address 10.20.0.31',
    });
    expect(titles('2001:db8::31')).toEqual(['db1']);
  });

  it('finds by port, which has to match whole', () => {
    expect(titles('5432')).toEqual(['postgresql · db1', 'postgresql · db2']);
    expect(titles(':5432')).toEqual(titles('5432'));
    expect(titles('543')).toEqual([]);
    expect(search(index, '15672')[0]?.because).toBe('port 15672');
  });

  it('finds by process, unit, MAC and system', () => {
    expect(titles('postgresql@15')).toEqual(['postgresql · db1', 'postgresql · db2']);
    expect(titles('52:54:00:00:00:1f')).toEqual(['db1']);
    expect(titles('debian').length).toBe(12);
  });

  it('wants every word to match', () => {
    expect(titles('postgresql db2')).toEqual(['postgresql · db2']);
    expect(titles('postgresql cache1')).toEqual([]);
  });

  it('lists everything for nothing, hosts first', () => {
    expect(titles('  ')).toHaveLength(sampleSnapshot.hosts.length + sampleSnapshot.services.length);
    expect(search(index, '')[0]?.entry.kind).toBe('host');
  });

  it('takes text that means something elsewhere for text', () => {
    for (const query of ['.*', '(', '[', '\\', '$&', '__proto__']) expect(titles(query)).toEqual([]);
    const hostile = buildSearchIndex(indexEstate(hostileSnapshot));
    expect(search(hostile, '__proto__').length).toBeGreaterThan(0);
    for (const text of hostileTexts) expect(Array.isArray(search(hostile, text))).toBe(true);
  });
});
