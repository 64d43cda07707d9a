import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const has = (program: string): boolean => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined;
const binary = ['/usr/sbin/snmpd', 'snmpd'].find(has);

/** Net-SNMP's agent and its tools are not installed everywhere. */
export const hasSnmpd = binary !== undefined;
export const hasSnmpTools = spawnSync('snmpbulkwalk', ['-V'], { stdio: 'ignore' }).error === undefined;

const authProtocols = {
  md5: 'MD5',
  sha1: 'SHA',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};
const privProtocols = { des: 'DES', aes128: 'AES', aes256: 'AES-256', aes256r: 'AES-256-C' };
export const authPassword = 'an-auth-password';
export const privPassword = 'a-priv-password';

function freePort(address: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.bind(0, address, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

function users(): string {
  const lines: string[] = ['createUser nobody', 'rouser nobody noauth'];
  for (const [auth, name] of Object.entries(authProtocols)) {
    lines.push(`createUser ${auth} ${name} "${authPassword}"`, `rouser ${auth} auth`);
    for (const [priv, cipher] of Object.entries(privProtocols)) {
      lines.push(
        `createUser ${auth}-${priv} ${name} "${authPassword}" ${cipher} "${privPassword}"`,
        `rouser ${auth}-${priv} priv`,
      );
    }
  }
  return lines.join('\n');
}

export interface Snmpd {
  readonly address: string;
  readonly port: number;
  /** What it said of its configuration: protocols it was built without. */
  log(): string;
  /** On the same port; its clock, or its engine, begins anew. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** snmpd on loopback with community `public`, a user for every pair of protocols, and `extra` lines of snmpd.conf. */
export async function startSnmpd(extra = '', address = '127.0.0.1'): Promise<Snmpd> {
  const directory = mkdtempSync(join(tmpdir(), 'map-snmpd-'));
  const port = await freePort(address);
  const config = join(directory, 'agent.conf');
  writeFileSync(
    config,
    `dontLogTCPWrappersConnects yes\nrocommunity public\nrocommunity6 public\nsysName test-agent\n${users()}\n${extra}\n`,
  );
  const place = address.includes(':') ? `udp6:[${address}]:${port}` : `udp:${address}:${port}`;
  const env = { ...process.env, SNMP_PERSISTENT_DIR: directory, SNMPCONFPATH: directory, MIBS: '' };
  const options = ['-f', '-Le', '-C', '-c', config, '-I', '-smux', '-x', `unix:${directory}/agentx`, place];
  let log = '';
  let child: ChildProcess | undefined;
  const launch = (): Promise<void> =>
    new Promise((resolve) => {
      const launched = spawn(binary ?? 'snmpd', options, { env });
      child = launched;
      launched.stderr.on('data', (data: Buffer) => {
        log += data.toString();
        if (data.includes('NET-SNMP version')) resolve();
      });
      launched.once('exit', () => resolve());
    });
  const stop = async (): Promise<void> => {
    child?.kill('SIGTERM');
    if (child) await ended(child);
  };
  await launch();
  const close = async (): Promise<void> => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const restart = async (): Promise<void> => {
    await stop();
    await launch();
  };
  return { address, port, log: () => log, restart, close };
}
