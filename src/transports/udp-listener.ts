import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';

/** What the kernel may hold while we are busy; it gives as much of it as its own limit allows (net.core.rmem_max, udp(7)). */
const receiveBuffer = 8 * 1024 * 1024;

export interface UdpListener {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface UdpListenOptions {
  /** Address of this machine to listen at. */
  readonly address: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Called for each datagram; must not throw, and keeps no reference to the bytes. */
  readonly receive: (datagram: Buffer, from: string) => void;
}

/** `::ffff:10.0.0.1` is an IPv4 sender at a socket of both families. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');

const bind = (socket: Socket, { address, port }: UdpListenOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', reject);
      resolve();
    });
  });

const setBuffer = (socket: Socket): void => {
  try {
    socket.setRecvBufferSize(receiveBuffer);
  } catch {
    // What the system gives by itself will have to do; exporters' sequence numbers tell what is lost.
  }
};

/**
 * Listens for datagrams until closed.
 * @throws the system's error where the port is taken or not allowed.
 */
export async function listenUdp(options: UdpListenOptions): Promise<UdpListener> {
  const socket = createSocket({ type: isIPv6(options.address) ? 'udp6' : 'udp4' });
  socket.on('message', (datagram, { address }) => options.receive(datagram, plainAddress(address)));
  try {
    await bind(socket, options);
  } catch (error) {
    socket.close();
    throw error;
  }
  // An ICMP error that comes back later concerns nobody here: nothing is ever sent.
  socket.on('error', () => undefined);
  setBuffer(socket);
  const { address, port } = socket.address();
  return { address, port, close: () => new Promise((resolve) => void socket.close(() => resolve())) };
}
