/** Simulated agents for bench-network.ts in a process of their own: `DEVICES PORTS PREFIX COMMUNITY PORT`. Says when they are ready; ends with its input. */
import { generateNetwork } from '../src/demo/network/generate-network.ts';
import { runNetwork } from '../src/demo/network/run-network.ts';
import { startNetwork } from '../src/demo/network/start-network.ts';

async function main(): Promise<void> {
  const [devices, ports, prefix = '', community = '', port] = process.argv.slice(2);
  const plan = generateNetwork({ devices: Number(devices), ports: Number(ports) });
  await startNetwork(runNetwork(plan), { prefix, port: Number(port), community });
  process.stdout.write('ready\n');
}

process.stdin.on('end', () => process.exit(0)).resume();
main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
