/**
 * The operator asked for something that cannot be done as asked: a bad target, flag, file or
 * reference. Caught once, in `cli/`, shown as one line, exit code 2; nothing has been changed.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
