import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks for a secret on the terminal without showing it. Undefined when the person gave up (Ctrl-C,
 * Ctrl-D). The question goes to standard error: standard output is for results.
 */
export function askSecret(question: string): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(`${question}: `);
  return new Promise((resolve) => {
    const finish = (answer: string | undefined): void => {
      process.stderr.write('\n');
      resolve(answer);
      reader.close();
    };
    reader.once('line', finish);
    reader.once('SIGINT', () => finish(undefined));
    reader.once('close', () => resolve(undefined));
  });
}
