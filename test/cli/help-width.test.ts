import { describe, expect, it } from 'vitest';
import { fitHelp } from '../../src/cli/help-width.ts';

const help = `
An agent is asked over UDP, and what it told
stays in the database with the time.

Examples:
  map scan 10.0.0.0/24 --snmp-community env:C    switches, too
  map scan a`;

describe('the help', () => {
  it('is left as it is in a pipe, and where it fits', () => {
    expect(fitHelp(help, undefined)).toBe(help);
    expect(fitHelp(help, 70)).toBe(help);
  });

  it('is broken between words, a paragraph as one, an example further in', () => {
    expect(fitHelp(help, 50).split('\n')).toEqual([
      '',
      'An agent is asked over UDP, and what it told stays',
      'in the database with the time.',
      '',
      'Examples:',
      '  map scan 10.0.0.0/24 --snmp-community env:C',
      '      switches, too',
      '  map scan a',
    ]);
  });
});
