import { describe, expect, it } from 'vitest';
import { readUname } from '../../src/text/uname.ts';

describe('readUname', () => {
  it.each([
    ['web1 6.1.0-18-amd64 x86_64', { name: 'web1', kernel: '6.1.0-18-amd64', architecture: 'x86_64' }],
    ['my old box 2.6.32 i686', { name: 'my old box', kernel: '2.6.32', architecture: 'i686' }],
    ['6.1.0 x86_64', { kernel: '6.1.0', architecture: 'x86_64' }],
  ])('reads %j', (text, expected) => {
    expect(readUname(`uname -nrm: ${text}`)).toEqual(expected);
  });

  it.each([
    ['n: web1', { name: 'web1' }],
    ['r: 6.1.0-18-amd64', { kernel: '6.1.0-18-amd64' }],
    ['m: x86_64', { architecture: 'x86_64' }],
  ])('reads the line of an older script: %j', (text, expected) => {
    expect(readUname(`uname -${text}`)).toEqual(expected);
  });

  it.each(['', ' ', '6.1', `${'h'.repeat(9_000)} 6.1 x86_64`])('knows nothing from %j', (text) => {
    expect(readUname(`uname -nrm: ${text}`)).toBeUndefined();
  });
});
