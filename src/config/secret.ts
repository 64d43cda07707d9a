import { inspect } from 'node:util';

const hidden = '[secret]';

/**
 * A password, passphrase or community. Printing, logging, inspecting or serialising it gives
 * `[secret]`; the value comes out by `reveal` alone, at the place that uses it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Never put it into a message, a log, an argument list or the store. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
