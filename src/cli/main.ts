import { run } from './run.ts';

let unread = false;

// Whoever reads us may stop early (`map hosts | head`): that is an end, not an error. A scan saves what
// it has, as after Ctrl-C.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') {
    if (process.listenerCount('SIGTERM') === 0) process.exit(0);
    if (!unread) process.emit('SIGTERM');
    unread = true;
    return;
  }
  process.stderr.write(`map: cannot write to standard output: ${error.message}\n`);
  process.exit(4);
});

// Progress nobody reads is no reason to stop.
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => new Date(),
});
