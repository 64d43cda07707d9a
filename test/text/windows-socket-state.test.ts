import { describe, expect, it } from 'vitest';
import { windowsSocketState } from '../../src/text/windows-socket-state.ts';

describe('windowsSocketState', () => {
  it('knows the English words', () => {
    expect(['LISTENING', 'SYN_RECEIVED', 'FIN_WAIT_1', 'BOUND'].map(windowsSocketState)).toEqual([
      'listen',
      'syn-recv',
      'fin-wait-1',
      'bound',
    ]);
  });

  it('knows a German word whatever became of its umlaut', () => {
    for (const word of ['ABHÖREN', 'ABH\x99REN', 'ABH™REN', 'ABHÃ–REN', 'ABH\ufffdREN', 'ABH?REN', 'ABHREN', 'abhören']) {
      expect(windowsSocketState(word)).toBe('listen');
    }
  });

  it('knows the other German states, and words of other languages', () => {
    const words = ['HERGESTELLT', 'WARTEND', 'SCHLIESSEN_WARTEN', 'FIN_WARTEN_2', 'SYN_GESENDET', 'ESCUCHAR', 'ESTABLECIDO'];
    expect(words.map(windowsSocketState)).toEqual([
      'established',
      'time-wait',
      'close-wait',
      'fin-wait-2',
      'syn-sent',
      'listen',
      'established',
    ]);
  });

  it('does not guess', () => {
    expect(['', '???', 'СЛУШАЕТ', 'InHost', '1234'].map(windowsSocketState)).toEqual(Array(5).fill(undefined));
  });
});
