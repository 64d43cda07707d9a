// Logs in to every address of a list and runs `hostname`, through map's own transport and nothing else of it.
// usage: bench-login.mjs USER KEY PORT CONCURRENCY KNOWN_HOSTS ADDRESS...
const load = (path) => import(new URL(`../dist/${path}`, import.meta.url));
const { createConnector } = await load('transports/connector.js');

const [user, key, port, concurrency, ownKnownHosts, ...addresses] = process.argv.slice(2);
const connector = createConnector({
  credentialsFor: () => [],
  identities: [key],
  hostKeys: 'accept-new',
  ownKnownHosts,
  timeoutMs: 20_000,
  useSshConfig: true,
  env: process.env,
  warn: () => {},
  user,
  port: Number(port),
});
const { signal } = new AbortController();

async function visit(host) {
  const route = await connector.route({ host, origin: 'listed' });
  if (!route.ok) throw new Error(route.failure.message);
  const probed = await connector.probe(route.value, signal);
  if (probed.kind !== 'open') throw new Error(probed.failure.message);
  const session = await connector.open(route.value, probed.socket, signal);
  if (!session.ok) throw new Error(session.failure.message);
  const { end, stdout } = await session.value.run('hostname\n', { signal, deadlineMs: 20_000, maxBytes: 10_000 });
  session.value.close();
  if (end !== 'exit' || stdout.length === 0) throw new Error(`${host}: ended with ${end}`);
}

const left = [...addresses];
const worker = async () => {
  for (let host = left.pop(); host !== undefined; host = left.pop()) await visit(host);
};
await Promise.all(Array.from({ length: Number(concurrency) }, worker));
await connector.close();
