import type { Collector } from '../model/collector.ts';
import type { FourTuple, Section, SectionStatus, SessionFacts } from '../model/evidence.ts';

/** What one run of the collection script printed, cut at its borders. */
export interface ScriptOutput {
  readonly sections: readonly Section[];
  /** What the `session` section told. */
  readonly session: Pick<SessionFacts, 'platform' | 'user' | 'privilege' | 'ownConnection'>;
  /** The script reached its last line. */
  readonly complete: boolean;
  /** At least one border was seen: what answered is a POSIX shell. */
  readonly started: boolean;
}

interface RawSection {
  readonly id: string;
  readonly sample: number;
  readonly body: Buffer;
  /** Absent where the output ended inside the section. */
  readonly exitCode?: number;
}

type Border =
  | { readonly kind: 'begin' | 'end'; readonly id: string; readonly sample: number; readonly exitCode: number }
  | { readonly kind: 'done'; readonly privilege: string };

const stderrCap = 4096;

/** Exit codes as timeout(1) of coreutils and busybox, and the signals TERM and KILL, report them. */
const timeoutCodes: ReadonlySet<number> = new Set([124, 137, 143]);
const sigpipeCode = 141;

function parseBorder(line: string): Border | undefined {
  const [kind, id = '', sample = '', code = ''] = line.split(' ');
  if (kind === 'done') return { kind, privilege: id };
  if (kind !== 'begin' && kind !== 'end') return undefined;
  return { kind, id, sample: Number.parseInt(sample, 10), exitCode: Number.parseInt(code, 10) };
}

interface Located {
  readonly border: Border;
  /** Where the body before the border ends, and where the body after it begins. */
  readonly start: number;
  readonly end: number;
}

function* borders(bytes: Buffer, marker: string): Generator<Located> {
  const needle = Buffer.from(`\n${marker} `);
  let at = bytes.indexOf(needle);
  while (at !== -1) {
    const from = at + needle.length;
    const newline = bytes.indexOf(10, from);
    if (newline === -1) return;
    const border = parseBorder(bytes.toString('latin1', from, newline));
    if (border !== undefined) yield { border, start: at, end: newline + 1 };
    at = bytes.indexOf(needle, newline);
  }
}

interface Split {
  readonly raw: readonly RawSection[];
  readonly privilege?: string;
}

function split(bytes: Buffer, marker: string): Split {
  const raw: RawSection[] = [];
  let open: { id: string; sample: number; from: number } | undefined;
  for (const { border, start, end } of borders(bytes, marker)) {
    if (border.kind === 'done') return { raw, privilege: border.privilege };
    if (border.kind === 'end') {
      if (open?.id !== border.id || open.sample !== border.sample) continue;
      const body = bytes.subarray(open.from, start);
      raw.push({
        id: open.id,
        sample: open.sample,
        body,
        ...(Number.isNaN(border.exitCode) ? {} : { exitCode: border.exitCode }),
      });
      open = undefined;
      continue;
    }
    if (open !== undefined) raw.push({ ...open, body: bytes.subarray(open.from, start) });
    open = { id: border.id, sample: border.sample, from: end };
  }
  if (open !== undefined) raw.push({ ...open, body: bytes.subarray(open.from) });
  return { raw };
}

/** Standard error of each section: from its begin border to the next one. */
function splitErrors(bytes: Buffer, marker: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  let open: { key: string; from: number } | undefined;
  const keep = (until: number): void => {
    if (open === undefined || until <= open.from) return;
    found.set(open.key, bytes.subarray(open.from, Math.min(until, open.from + stderrCap)));
  };
  for (const { border, start, end } of borders(bytes, marker)) {
    keep(start);
    open = border.kind === 'begin' ? { key: `${border.id} ${border.sample}`, from: end } : undefined;
  }
  keep(bytes.length);
  return found;
}

function sectionStatus(raw: RawSection, cap: number): SectionStatus {
  if (raw.exitCode === undefined) return 'incomplete';
  // Asked in one go with others, a command may print more than its own cap and still be whole.
  if (raw.body.length === cap) return 'truncated';
  if (raw.exitCode === 0 || raw.exitCode === sigpipeCode) return 'ok';
  if (raw.exitCode === 127) return 'missing';
  return timeoutCodes.has(raw.exitCode) ? 'timed-out' : 'failed';
}

/** Latin-1 maps every byte to one character and back, so what is not cut stays the same to the byte. */
function redacted(collector: Collector, body: Buffer): Buffer {
  if (collector.redact === undefined) return body;
  return Buffer.from(collector.redact(body.toString('latin1')), 'latin1');
}

/** `SSH_CONNECTION` (ssh(1)): client address, client port, server address, server port. */
function parseConnection(text: string | undefined): FourTuple | undefined {
  const [remoteAddress, remotePort, localAddress, localPort] = (text ?? '').split(' ');
  if (!remoteAddress || !remotePort || !localAddress || !localPort) return undefined;
  return { localAddress, localPort: Number(localPort), remoteAddress, remotePort: Number(remotePort) };
}

function sessionFacts(body: Buffer | undefined, privilege: string | undefined): ScriptOutput['session'] {
  const values = new Map(
    (body?.toString('latin1') ?? '').split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1).slice(0, 200)] as const;
    }),
  );
  const platform = values.get('platform')?.toLowerCase();
  const user = values.get('user');
  const ownConnection = parseConnection(values.get('connection'));
  return {
    ...(platform ? { platform } : {}),
    ...(user ? { user } : {}),
    ...(privilege === 'root' || privilege === 'sudo' || privilege === 'none' ? { privilege } : {}),
    ...(ownConnection ? { ownConnection } : {}),
  };
}

/**
 * Cuts the output of a script made by `buildScript` into sections. A host can print anything, so only
 * known collectors and samples that were asked for are taken, each once (where one was cut short and asked
 * again, the later time); noise before the first
 * border (banners, start-up files) is no section.
 */
export function splitSections(
  stdout: Uint8Array,
  stderr: Uint8Array,
  asked: { readonly marker: string; readonly samples: number; readonly collectors: ReadonlyMap<string, Collector> },
): ScriptOutput {
  const { raw, privilege } = split(Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength), asked.marker);
  const errors = splitErrors(Buffer.from(stderr.buffer, stderr.byteOffset, stderr.byteLength), asked.marker);
  const taken = new Map<string, Section>();
  for (const one of raw) {
    const collector = asked.collectors.get(one.id);
    const key = `${one.id} ${one.sample}`;
    if (collector === undefined || !(one.sample >= 1 && one.sample <= asked.samples)) continue;
    // What was cut short is asked again with care: the later answer counts, unless it was cut short itself.
    if (taken.has(key) && one.exitCode === undefined) continue;
    const error = errors.get(key);
    taken.set(key, {
      collector: one.id,
      sample: one.sample,
      status: sectionStatus(one, collector.request.bytes),
      ...(one.exitCode === undefined ? {} : { exitCode: one.exitCode }),
      stdout: redacted(collector, one.body),
      ...(error === undefined ? {} : { stderr: redacted(collector, error) }),
    });
  }
  return {
    sections: [...taken.values()],
    session: sessionFacts(raw.find((one) => one.id === 'session')?.body, privilege),
    complete: privilege !== undefined,
    started: raw.length > 0,
  };
}
