import { CommanderError, InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { endingOf } from '../../src/cli/exit-codes.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { StoreError, type StoreErrorCode } from '../../src/store/store-error.ts';

describe('how a command ends', () => {
  it('2 where the operator asked for something that cannot be done', () => {
    expect(endingOf(new UsageError('no such node'))).toEqual({ code: 2, message: 'no such node' });
    expect(endingOf(new InvalidArgumentError('It must be a port.'))).toEqual({
      code: 2,
      message: 'It must be a port; see map --help',
    });
  });

  it('as commander says, in one line', () => {
    const error = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--jsn'\n(Did you mean --json?)");
    expect(endingOf(error, 'map hosts --help')).toEqual({
      code: 2,
      message: "unknown option '--jsn', did you mean --json? see map hosts --help",
    });
    expect(endingOf(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toEqual({ code: 0 });
  });

  it.each<[StoreErrorCode, number]>([
    ['missing', 2],
    ['no-directory', 2],
    ['not-a-file', 2],
    ['not-a-database', 2],
    ['other-application', 2],
    ['newer-schema', 4],
    ['corrupt', 4],
    ['locked', 4],
    ['disk-full', 4],
  ])('a database that is %s: %i', (code, expected) => {
    const ending = endingOf(new StoreError(code, 'map.db'));
    expect(ending.code).toBe(expected);
    expect(ending.message).toMatch(/^map\.db: .*; /);
  });

  it('4 for anything nobody expected, and says that it is a defect', () => {
    expect(endingOf(new TypeError('x is undefined'))).toMatchObject({ code: 4, message: expect.stringContaining('defect') });
    expect(endingOf('thrown text')).toMatchObject({ code: 4, message: expect.stringMatching(/^thrown text: /) });
  });
});
