import type { Command } from 'commander';
import type { Io } from './context.ts';
import { type ExitCode, endingOf, exitCodes } from './exit-codes.ts';
import { buildProgram } from './program.ts';
import { sanitize, sanitizeLines, screenWidth, wrap } from './terminal.ts';

/** Where the command that was typed is explained. */
function helpFor(program: Command, argv: readonly string[]): string {
  const command = program.commands.find((candidate) => argv.includes(candidate.name()));
  return command === undefined ? 'map --help' : `map ${command.name()} --help`;
}

/** Runs one command line (without node and script) and says how it ended. Never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = buildProgram(io, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    const ending = endingOf(error, helpFor(program, argv));
    if (ending.message !== undefined)
      io.stderr.write(`${wrap(`map: ${sanitize(ending.message)}`, screenWidth(io.stderr), '  ').join('\n')}\n`);
    if (argv.includes('--debug') && error instanceof Error && ending.code !== exitCodes.done) {
      io.stderr.write(`${sanitizeLines(error.stack ?? '')}\n`);
    }
    return ending.code;
  }
}
