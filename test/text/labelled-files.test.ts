import { describe, expect, it } from 'vitest';
import { readLabelledLines } from '../../src/text/labelled-files.ts';

describe('readLabelledLines', () => {
  it('tells the file from its line', () => {
    expect([...readLabelledLines('/etc/machine-id:3f2b\n/etc/os-release:URL="https://example.net/"\n/empty:\n')]).toEqual([
      { number: 1, path: '/etc/machine-id', text: '3f2b' },
      { number: 2, path: '/etc/os-release', text: 'URL="https://example.net/"' },
      { number: 3, path: '/empty', text: '' },
    ]);
  });

  it('leaves out what has no path in front', () => {
    expect([...readLabelledLines('Binary file /x matches\ngrep: /etc/shadow: Permission denied\n:x\n\n/nothing\n')]).toEqual([]);
  });
});
