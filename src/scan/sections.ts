import type { Collector } from '../model/collector.ts';
import type { FourTuple, Section, SectionStatus, SessionFacts } from '../model/evidence.ts';

/** What one run of the collection script printed, cut at its borders. */
export interface ScriptOutput {
  readonly sections: readonly Section[];
  /** What the `session` section told. */
  readonly session: Pick<SessionFacts, 'platform' | 'user' | 'privilege' | 'ownConnection'>;
  /** The script reached its last line. */
  readonly complete: boolean;
  /** At least one border was seen: what answered is a shell that runs the script. */
  readonly started: boolean;
}

interface RawSection {
  readonly id: string;
  readonly sample: number;
  readonly body: Buffer;
  /** What PowerShell said went wrong: it comes on the same stream, behind a border. */
  readonly error?: Buffer;
  /** Absent where the output ended inside the section. */
  readonly exitCode?: number;
}

type Border =
  | { readonly kind: 'begin' | 'error' | 'end'; readonly id: string; readonly sample: number; readonly exitCode: number }
  | { readonly kind: 'done'; readonly privilege: string };

const stderrCap = 4096;

/** Exit codes as timeout(1) of coreutils and busybox, and the signals TERM and KILL, report them. */
const timeoutCodes: ReadonlySet<number> = new Set([124, 137, 143]);
const sigpipeCode = 141;
const carriageReturn = 13;

function parseBorder(line: string): Border | undefined {
  const [kind, id = '', sample = '', code = ''] = line.split(' ');
  if (kind === 'done') return { kind, privilege: id };
  if (kind !== 'begin' && kind !== 'error' && kind !== 'end') return undefined;
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
    // PowerShell may end its lines with CRLF: then the line break before the border is one too, and all of it the border's.
    const crlf = bytes[newline - 1] === carriageReturn;
    const border = parseBorder(bytes.toString('latin1', from, crlf ? newline - 1 : newline));
    const start = crlf && bytes[at - 1] === carriageReturn ? at - 1 : at;
    if (border !== undefined) yield { border, start, end: newline + 1 };
    at = bytes.indexOf(needle, newline);
  }
}

interface Split {
  readonly raw: readonly RawSection[];
  readonly privilege?: string;
}

/** A section that was begun and not yet ended. */
interface OpenSection {
  readonly id: string;
  readonly sample: number;
  readonly from: number;
  /** Where its answer ends and its errors begin. */
  readonly error?: { readonly start: number; readonly from: number };
}

function closeSection(bytes: Buffer, { id, sample, from, error }: OpenSection, end: number): RawSection {
  return {
    id,
    sample,
    body: bytes.subarray(from, error?.start ?? end),
    ...(error === undefined ? {} : { error: bytes.subarray(error.from, end).subarray(0, stderrCap) }),
  };
}

function split(bytes: Buffer, marker: string): Split {
  const raw: RawSection[] = [];
  let open: OpenSection | undefined;
  for (const { border, start, end } of borders(bytes, marker)) {
    if (border.kind === 'done') return { raw, privilege: border.privilege };
    if (border.kind === 'begin') {
      if (open !== undefined) raw.push(closeSection(bytes, open, start));
      open = { id: border.id, sample: border.sample, from: end };
      continue;
    }
    if (open?.id !== border.id || open.sample !== border.sample) continue;
    if (border.kind === 'error') {
      open = { ...open, error: { start, from: end } };
      continue;
    }
    const code = Number.isNaN(border.exitCode) ? {} : { exitCode: border.exitCode };
    raw.push({ ...closeSection(bytes, open, start), ...code });
    open = undefined;
  }
  if (open !== undefined) raw.push(closeSection(bytes, open, bytes.length));
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
    (body?.toString('latin1') ?? '').split(/\r?\n/).map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1).slice(0, 200)] as const;
    }),
  );
  const platform = values
    .get('platform')
    ?.toLowerCase()
    .replace(/^hp-ux$/, 'hpux');
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
 * Cuts the output of a script made by `buildScript` or `buildPowerShellScript` into sections. A host can print anything, so only
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
    const error = one.error ?? errors.get(key);
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
