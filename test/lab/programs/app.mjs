// app2: answers HTTP and an echo port, and keeps connections to the database, the cache and a local sidecar.
// Usage: app.mjs LISTEN_PORT ADMIN_PORT DB DB_PORT CACHE CACHE_PORT SIDECAR_PORT
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';

const [listenPort, adminPort, database, databasePort, cache, cachePort, sidecarPort] = process.argv.slice(2);

/** StartupMessage and Query of the PostgreSQL protocol 3.0. */
function startup() {
  const body = Buffer.from('user\0app\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196608, 4);
  return Buffer.concat([head, body]);
}

function query(text) {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A connection that greets, then says something twice a second; opened again when it breaks. */
function keep(host, port, greeting, message) {
  const socket = connect({ host, port: Number(port) });
  let timer;
  socket.on('connect', () => {
    socket.write(greeting);
    timer = setInterval(() => socket.write(message), 500);
  });
  socket.on('data', () => {});
  socket.on('error', () => {});
  socket.on('close', () => {
    clearInterval(timer);
    setTimeout(() => keep(host, port, greeting, message), 100);
  });
}

keep(database, databasePort, startup(), query('select 1'));
keep(database, databasePort, startup(), query('select 1'));
keep(cache, cachePort, 'PING\r\n', 'PING\r\n');
keep('127.0.0.1', sidecarPort, '.', '.');
const ignoreReset = (socket) => socket.on('error', () => {});
createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(Number(adminPort));
createHttpServer({ keepAliveTimeout: 60_000 }, (_, response) => response.end('ok\n'))
  .on('connection', ignoreReset)
  .listen(Number(listenPort));
