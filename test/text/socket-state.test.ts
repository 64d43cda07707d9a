import { describe, expect, it } from 'vitest';
import { socketStates } from '../../src/model/endpoint.ts';
import { socketState } from '../../src/text/socket-state.ts';

describe('socketState', () => {
  it.each([
    ['LISTEN', 'listen'],
    ['ESTAB', 'established'],
    ['ESTABLISHED', 'established'],
    ['SYN-RECV', 'syn-recv'],
    ['SYN_RCVD', 'syn-recv'],
    ['FIN-WAIT-1', 'fin-wait-1'],
    ['FIN_WAIT2', 'fin-wait-2'],
    ['FIN_WAIT_2', 'fin-wait-2'],
    ['TIME_WAIT', 'time-wait'],
    ['BOUND-INACTIVE', 'bound'],
  ])('reads %s', (word, state) => {
    expect(socketState(word, 'tcp')).toBe(state);
  });

  it('tells the two meanings of UNCONN and CLOSE apart', () => {
    expect([socketState('UNCONN', 'udp'), socketState('UNCONN', 'tcp')]).toEqual(['unconnected', 'closed']);
    expect([socketState('CLOSE', 'udp'), socketState('CLOSE', 'tcp')]).toEqual(['unconnected', 'closed']);
  });

  it.each(['', 'listen', 'ABHÖREN', '7', 'UNKNOWN', 'constructor'])('does not know %j', (word) => {
    expect(socketState(word, 'tcp')).toBeUndefined();
  });

  it('reaches every state there is', () => {
    const words = 'LISTEN SYN-SENT SYN-RECV ESTAB FIN-WAIT-1 FIN-WAIT-2 CLOSE-WAIT CLOSING LAST-ACK TIME-WAIT CLOSED BOUND'.split(
      ' ',
    );
    expect(new Set([...words.map((word) => socketState(word, 'tcp')), socketState('UNCONN', 'udp')])).toEqual(
      new Set(socketStates),
    );
  });
});
