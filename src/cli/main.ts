import { run } from './run.ts';

// Whoever reads us may stop early (`map hosts | head`): that is an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`map: cannot write to standard output: ${error.message}\n`);
  process.exit(4);
});

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => new Date(),
});
