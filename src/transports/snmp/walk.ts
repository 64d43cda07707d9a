import type { SectionStatus } from '../../model/evidence.ts';
import type { SnmpTable } from '../../model/snmp-collector.ts';
import type { Answer, Speaker } from './answer.ts';
import { Column, hasAnything } from './column.ts';
import { firstRepetitionsFor, type Ladder, repetitionsFor, type Step } from './ladder.ts';
import { errorStatuses, type Pdu } from './pdu.ts';
import { joinSignals } from './signals.ts';
import { troubleText } from './trouble.ts';
import type { WalkLimits, WalkResult } from './types.ts';

export interface WalkParts {
  readonly speaker: Speaker;
  readonly ladder: Ladder;
  /** Tries of one question, the first included. */
  readonly tries: number;
  /** How the agent is called in messages. */
  readonly label: string;
}

/** Names of error-status (RFC 3416, 3), for messages. */
const errorNames = [
  'noError',
  'tooBig',
  'noSuchName',
  'badValue',
  'readOnly',
  'genErr',
  'noAccess',
  'wrongType',
  'wrongLength',
  'wrongEncoding',
  'wrongValue',
  'noCreation',
  'inconsistentValue',
  'resourceUnavailable',
  'commitFailed',
  'undoFailed',
  'authorizationError',
  'notWritable',
  'inconsistentName',
];

interface Ending {
  readonly status: SectionStatus;
  readonly message: string;
}

class Walk {
  readonly #parts: WalkParts;
  readonly #limits: WalkLimits;
  /** Ends the walk: the caller's signal or the deadline. */
  readonly #signal: AbortSignal;
  readonly #columns: Column[] = [];
  #objects = 0;
  #bytes = 0;
  #answers = 0;
  /** Stops the walk. */
  #ending: Ending | undefined;
  /** Said of one column; the others go on. */
  #blemish: Ending | undefined;

  constructor(parts: WalkParts, limits: WalkLimits, signal: AbortSignal) {
    this.#parts = parts;
    this.#limits = limits;
    this.#signal = signal;
  }

  async run(tables: readonly SnmpTable[]): Promise<WalkResult> {
    for (const { subtrees, unless } of tables) {
      if (this.#ending) break;
      if (unless !== undefined && hasAnything(this.#columns, unless)) continue;
      const columns = subtrees.map((subtree) => new Column(subtree));
      this.#columns.push(...columns);
      await this.#walkTable(columns);
    }
    const text = this.#columns
      .flatMap(({ lines }) => lines)
      .map((line) => `${line}\n`)
      .join('');
    const ending = this.#ending ?? this.#blemish;
    return { status: 'ok', text: Buffer.from(text, 'latin1'), objects: this.#objects, ...ending };
  }

  async #walkTable(columns: readonly Column[]): Promise<void> {
    let first = true;
    while (this.#ending === undefined) {
      const step = this.#parts.ladder.step();
      const asked = columns.filter(({ done }) => !done).slice(0, step.columns);
      if (asked.length === 0) return;
      const answer = await this.#ask(step, asked, first);
      if (answer.kind === 'pdu') first = false;
      if (answer.kind !== 'pdu') this.#onTrouble(answer);
      else if (answer.pdu.errorStatus !== 0) this.#onError(answer.pdu, asked);
      else this.#onAnswer(answer.pdu, asked);
    }
  }

  #ask(step: Step, asked: readonly Column[], first: boolean): Promise<Answer> {
    const { speaker, ladder, tries } = this.#parts;
    const oids = asked.map(({ last }) => last);
    const manner = {
      tries: ladder.proven() ? tries : 1,
      signal: this.#signal,
      ...(this.#limits.context ? { vlan: this.#limits.context.vlan } : {}),
    };
    if (step.kind === 'getNext') return speaker.ask({ kind: 'getNext', oids }, manner);
    const repetitions = first ? firstRepetitionsFor(step, asked.length) : repetitionsFor(step, asked.length);
    return speaker.ask({ kind: 'getBulk', oids, repetitions }, manner);
  }

  #onAnswer({ varbinds, damaged }: Pdu, asked: readonly Column[]): void {
    const { ladder, label } = this.#parts;
    this.#answers++;
    // Row by row: the answer for each column in the order asked, then the next row (RFC 3416, 4.2.3).
    for (const [at, varbind] of varbinds.entries()) {
      const column = asked[at % asked.length];
      if (column && !column.done && !this.#take(column, column.take(varbind))) return;
    }
    if (varbinds.length > 0) ladder.answered();
    if (varbinds.length > 0 || ladder.down()) return;
    this.#ending = {
      status: 'garbled',
      message: `${label}: ${damaged ? 'its answers cannot be read' : 'its answers hold nothing'}`,
    };
  }

  /** False where a cap ends the walk. */
  #take(column: Column, taken: ReturnType<Column['take']>): boolean {
    const { label } = this.#parts;
    if (taken === 'looped') {
      const message = `${label}: the agent goes in circles below ${column.subtree.join('.')}; cut off where it came back`;
      this.#blemish = { status: 'looped', message };
    }
    if (taken !== 'kept') return true;
    this.#objects++;
    this.#bytes += (column.lines.at(-1)?.length ?? 0) + 1;
    const { maxObjects, maxBytes } = this.#limits;
    if (this.#objects <= maxObjects && this.#bytes <= maxBytes) return true;
    column.lines.pop();
    this.#objects--;
    const cap = this.#objects < maxObjects ? `${maxBytes} bytes` : `${maxObjects} objects`;
    this.#ending = { status: 'truncated', message: `${label}: more than ${cap}; cut off` };
    return false;
  }

  #onError({ errorStatus, errorIndex }: Pdu, asked: readonly Column[]): void {
    const { ladder, label } = this.#parts;
    this.#answers++;
    const column = asked.length === 1 ? asked[0] : asked[errorIndex - 1];
    const isEnd = errorStatus === errorStatuses.noSuchName;
    if (errorStatus !== errorStatuses.tooBig && column) {
      column.done = true;
      if (isEnd) return;
    } else if (ladder.down()) return;
    const where = (column ?? asked[0])?.subtree.join('.') ?? '';
    const ending: Ending = {
      status: 'failed',
      message: `${label}: the agent answers ${errorNames[errorStatus] ?? `error ${errorStatus}`} below ${where}`,
    };
    if (column?.done) this.#blemish ??= ending;
    else this.#ending = ending;
  }

  #onTrouble(trouble: Exclude<Answer, { kind: 'pdu' }>): void {
    const { ladder, label } = this.#parts;
    if (trouble.kind === 'aborted') {
      this.#ending = this.#limits.signal.aborted
        ? { status: 'incomplete', message: `${label}: stopped` }
        : { status: 'timed-out', message: `${label}: not done in ${Math.round(this.#limits.deadlineMs / 100) / 10} s` };
      return;
    }
    const final = trouble.kind === 'refused' || trouble.kind === 'unsent' || trouble.kind === 'report';
    if (!final && ladder.down()) return;
    ladder.reset();
    const status = trouble.kind === 'silent' ? 'timed-out' : trouble.kind === 'garbled' ? 'garbled' : 'failed';
    const heard = this.#answers > 0 && status !== 'garbled';
    this.#ending = { status: heard ? 'incomplete' : status, message: `${label}: ${troubleText(trouble)}` };
  }
}

/** Walks the tables one after the other. Never rejects. */
export async function walkTables(
  tables: readonly SnmpTable[],
  limits: WalkLimits,
  closed: AbortSignal,
  parts: WalkParts,
): Promise<WalkResult> {
  const ends = joinSignals(limits.signal, closed);
  const deadline = joinSignals(ends.signal);
  const timer = setTimeout(deadline.stop, Math.max(0, limits.deadlineMs));
  try {
    return await new Walk(parts, { ...limits, signal: ends.signal }, deadline.signal).run(tables);
  } finally {
    clearTimeout(timer);
    deadline.unlink();
    ends.unlink();
  }
}
