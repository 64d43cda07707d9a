import { describe, expect, it } from 'vitest';
import { refused, unknownCommand } from '../../src/scan/device-signs.ts';

describe('what command lines answer', () => {
  it.each([
    "             ^\r\n% Invalid input detected at '^' marker.",
    "             ^\nERROR: % Invalid input detected at '^' marker.",
    "            ^\n% Too many parameters found at '^' position.",
    '% Unavailable command (not supported on this hardware platform)',
    'error: command is not valid on the mx240',
    'Unknown action 0',
    'Command fail. Return code -37',
  ])('to a command they do not know: %s', (text) => {
    expect(unknownCommand.test(text)).toBe(true);
  });

  it.each([
    'Server error : op command for client l2ctrl timed out as client is not available',
    'Cannot execute command. Command not allowed.',
    'Not authorized to run this command.',
    '% Authorization failed.',
  ])('where it was not run: %s', (text) => {
    expect(refused.test(text)).toBe(true);
  });

  it.each([
    'Vlan    Mac Address       Type        Ports\n  20    5254.0060.2007    DYNAMIC     Et7',
    '  Description: invalid command lab, server error: none\n  % of bandwidth used 3',
    'Ethernet1 is up, line protocol is up\n  Description: unknown command\n     0 input errors, 0 unknown protocol drops',
    '% LLDP is not enabled',
    '--\n10% dropped',
  ])('to one they do: %s', (text) => {
    expect(unknownCommand.test(text) || refused.test(text)).toBe(false);
  });
});
