/** Octets of a batch: a second of a busy exporter, and room for the longest datagram with its head. */
const capacity = 256 * 1024;
const headLength = 3;
const longestSender = 64;
const longestEntry = headLength + longestSender + 65_535;

/**
 * Datagrams and who sent them, in one piece of memory that goes from one thread to another: of each its length (two octets), that of the
 * sender's address (one), the address, the datagram.
 */
export class DatagramBatch {
  readonly #memory = Buffer.allocUnsafeSlow(capacity);
  #used = 0;

  get octets(): number {
    return this.#used;
  }

  /** No longer sure to have room for another. */
  get isFull(): boolean {
    return this.#used + longestEntry > capacity;
  }

  /** Call only while it is not full. */
  add(datagram: Uint8Array, from: string): void {
    const sender = from.slice(0, longestSender);
    this.#memory.writeUInt16BE(datagram.length, this.#used);
    this.#memory.writeUInt8(sender.length, this.#used + 2);
    this.#memory.write(sender, this.#used + headLength, 'latin1');
    this.#memory.set(datagram, this.#used + headLength + sender.length);
    this.#used += headLength + sender.length + datagram.length;
  }

  /** What was added, as memory of its own; the batch is empty again. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#memory.subarray(0, this.#used));
    this.#used = 0;
    return taken;
  }
}

/** Gives each datagram of a batch to `receive`; the bytes are those of the batch. */
export function readBatch(batch: Uint8Array, receive: (datagram: Buffer, from: string) => void): void {
  const memory = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength);
  for (let at = 0; at + headLength <= memory.length; ) {
    const length = memory.readUInt16BE(at);
    const sender = at + headLength;
    const start = sender + memory.readUInt8(at + 2);
    at = start + length;
    receive(memory.subarray(start, at), memory.toString('latin1', sender, start));
  }
}
