import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { budgetOf, parseProcLimits, parseUlimit, socketBudget } from '../../src/transports/socket-budget.ts';

// cat /proc/self/limits, Debian 12, cut to the rows around the one that is read.
const limits = `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max processes             15362                15362                processes 
Max open files            1024                 1048576              files     
Max locked memory         8388608              8388608              bytes     
`;

describe('the limit of open files', () => {
  it('is read from /proc/self/limits', () => {
    expect(parseProcLimits(limits)).toBe(1024);
    expect(parseProcLimits(limits.replace('1024   ', 'unlimited'))).toBe(Number.POSITIVE_INFINITY);
    expect(parseProcLimits(limits.replace('Max open files', 'Max open dirs '))).toBeUndefined();
    expect(parseProcLimits('')).toBeUndefined();
  });

  it('is read from ulimit -n', () => {
    expect(parseUlimit('256\n')).toBe(256);
    expect(parseUlimit('unlimited\n')).toBe(Number.POSITIVE_INFINITY);
    expect(parseUlimit('sh: ulimit: bad\n')).toBeUndefined();
  });

  it('leaves room for everything that is no socket of a scan', () => {
    expect(budgetOf(1024)).toBe(960);
    expect(budgetOf(20)).toBe(1);
    expect(budgetOf(undefined)).toBe(192);
  });

  it('is not used up: a sweep asks for no more neighbours than Linux keeps', () => {
    expect(budgetOf(1_048_576)).toBe(1000);
    expect(budgetOf(Number.POSITIVE_INFINITY)).toBe(1000);
  });

  it.skipIf(process.platform === 'win32')('is the one of this process', () => {
    const shell = execFileSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' });
    expect(socketBudget()).toBe(budgetOf(parseUlimit(shell)));
  });
});
