/** A piece of a log and the line it begins on. */
export interface Piece {
  readonly text: string;
  readonly line: number;
}

const quote = 34;
const backslash = 92;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const newline = 10;
/** More than a minute of a busy network; what is longer is no record. */
const longest = 64 * 1024 * 1024;

/** The objects of JSON that comes in chunks. */
export interface ObjectSplitter {
  push(chunk: string): Piece[];
  /** What was begun and not ended. */
  end(): Piece[];
}

class Splitter implements ObjectSplitter {
  #text = '';
  /** Read up to here. */
  #at = 0;
  #start = 0;
  #startLine = 1;
  #line = 1;
  #depth = 0;
  #inString = false;
  #stringStart = 0;
  #key = '';

  push(chunk: string): Piece[] {
    this.#text += chunk;
    const pieces: Piece[] = [];
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === newline) this.#line += 1;
      if (this.#inString) this.#inText(code);
      else this.#outside(code, pieces);
      this.#at += 1;
    }
    this.#forget();
    return pieces;
  }

  #inText(code: number): void {
    if (code === backslash) {
      this.#at += 1;
      // A line end behind a backslash is no JSON, but counts.
      if (this.#text.charCodeAt(this.#at) === newline) this.#line += 1;
    } else if (code === quote) {
      this.#inString = false;
      if (this.#depth === 1) this.#key = this.#text.slice(this.#stringStart + 1, Math.min(this.#at, this.#stringStart + 10));
    }
  }

  #outside(code: number, pieces: Piece[]): void {
    if (code === quote) {
      this.#inString = this.#depth > 0;
      this.#stringStart = this.#at;
    } else if (code === openBrace) {
      if (this.#depth === 0) [this.#start, this.#startLine, this.#key] = [this.#at, this.#line, ''];
      this.#depth += 1;
    } else if (code === closeBrace && this.#depth > 0) {
      this.#depth -= 1;
      if (this.#depth === 0) pieces.push({ text: this.#text.slice(this.#start, this.#at + 1), line: this.#startLine });
    } else if (code === openBracket && this.#depth === 1 && this.#key === 'records') this.#depth = 0;
  }

  /** Lets go of what was read. */
  #forget(): void {
    if (this.#depth > 0 && this.#at - this.#start > longest) [this.#depth, this.#inString] = [0, false];
    const from = this.#depth > 0 ? this.#start : this.#text.length;
    this.#text = this.#text.slice(from);
    this.#at -= from;
    this.#stringStart -= from;
    this.#start = 0;
  }

  end(): Piece[] {
    return this.#depth > 0 ? [{ text: this.#text, line: this.#startLine }] : [];
  }
}

/** Outermost objects, of lines or of an array; of `{"records": […]}` those in it. Linear in what comes. */
export const splitObjects = (): ObjectSplitter => new Splitter();
