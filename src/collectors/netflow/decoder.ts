import type { FlowSink } from '../flows/flow-format.ts';
import { makeFlow, type RawFlow } from '../flows/make-flow.ts';
import { Domain, type KeptLimits, usualLimits } from './exporter-state.ts';
import type { ExportTime } from './flow-times.ts';
import { netflow5Flow, readNetflow5 } from './netflow5.ts';
import { recordFlow } from './record-flow.ts';
import { readRecord, readTemplates, type Template } from './template.ts';

/** What came so far. */
export interface NetflowCounts {
  readonly datagrams: number;
  readonly records: number;
  /** Data sets whose template has not come and that found no room to wait. */
  readonly withoutTemplate: number;
  /** By the exporters' own sequence numbers: datagrams of NetFlow 9, records of the others. */
  readonly lost: number;
  readonly damaged: number;
  /** Records of exporters that look at one in several packets, and in how many at most. */
  readonly sampled: number;
  readonly sampling: number;
}

export interface NetflowDecoder {
  /** Takes one datagram. Never throws. @param exporter address it came from */
  take(datagram: Buffer, exporter: string): void;
  readonly counts: NetflowCounts;
}

/** One datagram on its way. */
interface Message {
  readonly version: 9 | 10;
  readonly exporter: string;
  readonly domainId: number;
  readonly domain: Domain;
  readonly time: ExportTime;
}

const headLengths = { 9: 20, 10: 16 } as const;
/** Set ids: of NetFlow 9 (RFC 3954, 5), of IPFIX (RFC 7011, 3.3.2); data sets have the number of their template. */
const templateSets = { 9: { flows: 0, options: 1 }, 10: { flows: 2, options: 3 } } as const;
const firstDataSet = 256;
const mostRecordOctets = 128;

class Decoder implements NetflowDecoder {
  readonly counts = { datagrams: 0, records: 0, withoutTemplate: 0, lost: 0, damaged: 0, sampled: 0, sampling: 1 };
  readonly #domains = new Map<string, Domain>();
  #octets = 0;
  readonly #sink: FlowSink;
  readonly #limits: KeptLimits;

  constructor(sink: FlowSink, limits: KeptLimits) {
    this.#sink = sink;
    this.#limits = limits;
  }

  take(datagram: Buffer, exporter: string): void {
    this.counts.datagrams += 1;
    const version = datagram.length >= 2 ? datagram.readUInt16BE(0) : 0;
    if (version === 5) this.#takeNetflow5(datagram, exporter);
    else if (version === 9 || version === 10) this.#takeSets(datagram, version, exporter);
    else this.#damaged(datagram, exporter, 'neither NetFlow 5, NetFlow 9 nor IPFIX');
  }

  #damaged(bytes: Buffer, exporter: string, reason: string): void {
    this.counts.damaged += 1;
    this.#sink.skip(this.counts.records, `from ${exporter}: ${bytes.toString('hex', 0, mostRecordOctets)}`, reason);
  }

  /** The state of a domain; of too many the one that was used least lately goes. */
  #domainOf(exporter: string, id: number, version: number): Domain {
    const key = `${exporter} ${version} ${id}`;
    const domain = this.#domains.get(key) ?? new Domain(this.#limits);
    this.#domains.delete(key);
    this.#domains.set(key, domain);
    if (this.#domains.size > this.#limits.domains) this.#forgetOldest();
    return domain;
  }

  #forgetOldest(): void {
    const [oldest] = this.#domains;
    if (oldest === undefined) return;
    this.#domains.delete(oldest[0]);
    this.#octets -= oldest[1].octets;
  }

  /** Counts what a datagram left behind in its domain, and makes room for it. */
  #weigh(grown: number): void {
    this.#octets += grown;
    while (this.#octets > this.#limits.octets && this.#domains.size > 1) this.#forgetOldest();
  }

  #send(raw: RawFlow, record: Buffer, format: string, sampling: number): void {
    const text = `${format} from ${raw.exporter}: ${record.toString('hex', 0, mostRecordOctets)}`;
    const flow = makeFlow(raw);
    if (sampling !== 1) {
      this.counts.sampled += 1;
      this.counts.sampling = Math.max(this.counts.sampling, sampling);
    }
    if (flow === undefined) this.#sink.skip(raw.line, text, 'no flow with two addresses and ports');
    else if (flow === 'other') this.#sink.other();
    else this.#sink.flow(sampling === 1 ? flow : { ...flow, sampling }, text);
  }

  #takeNetflow5(datagram: Buffer, exporter: string): void {
    const read = readNetflow5(datagram);
    if (read === undefined) {
      this.#damaged(datagram, exporter, 'shorter than its head');
      return;
    }
    const domain = this.#domainOf(exporter, read.engine, 5);
    this.counts.lost += domain.lostBefore(read.sequence, read.sequence + read.announced);
    if (read.records.length < read.announced) this.#damaged(datagram, exporter, 'shorter than the records its head announces');
    for (const record of read.records) {
      this.counts.records += 1;
      this.#send(netflow5Flow(record, read, exporter, this.counts.records), record, 'NetFlow 5', read.sampling);
    }
  }

  #takeSets(datagram: Buffer, version: 9 | 10, exporter: string): void {
    const headLength = headLengths[version];
    if (datagram.length < headLength) {
      this.#damaged(datagram, exporter, 'shorter than its head');
      return;
    }
    const domainId = datagram.readUInt32BE(headLength - 4);
    const sequence = datagram.readUInt32BE(headLength - 8);
    const domain = this.#domainOf(exporter, domainId, version);
    const time =
      version === 9
        ? { unixMs: datagram.readUInt32BE(8) * 1000, uptimeMs: datagram.readUInt32BE(4) }
        : { unixMs: datagram.readUInt32BE(4) * 1000 };
    const message: Message = { version, exporter, domainId, domain, time };
    const before = domain.octets;
    const records = this.#readSets(datagram, headLength, message);
    this.#weigh(domain.octets - before);
    // IPFIX counts records: where some could not be read, nobody knows where it stands now.
    const next = version === 9 ? sequence + 1 : records === undefined ? undefined : sequence + records;
    this.counts.lost += domain.lostBefore(sequence, next);
  }

  /** Reads the sets of a datagram; gives the number of data records, undefined where some could not be read yet. */
  #readSets(datagram: Buffer, start: number, message: Message): number | undefined {
    let records: number | undefined = 0;
    let at = start;
    while (at + 4 <= datagram.length) {
      const id = datagram.readUInt16BE(at);
      const length = datagram.readUInt16BE(at + 2);
      if (length < 4 || at + length > datagram.length) {
        this.#damaged(datagram.subarray(at), message.exporter, 'a set that is longer than its datagram');
        return undefined;
      }
      const read = this.#readSet(id, datagram.subarray(at + 4, at + length), message);
      records = records === undefined || read === undefined ? undefined : records + read;
      at += length;
    }
    return records;
  }

  #readSet(id: number, set: Buffer, message: Message): number | undefined {
    const sets = templateSets[message.version];
    if (id === sets.flows || id === sets.options) {
      this.#learn(set, id === sets.flows ? 'flows' : 'options', message);
      return 0;
    }
    if (id < firstDataSet) return 0;
    const template = message.domain.template(id);
    if (template !== undefined) return this.#readRecords(set, template, message);
    if (!message.domain.wait({ template: id, set })) this.counts.withoutTemplate += 1;
    return undefined;
  }

  #learn(set: Buffer, kind: 'flows' | 'options', message: Message): void {
    const { domain, version } = message;
    const { templates, withdrawn } = readTemplates(set, kind, version === 10);
    for (const id of withdrawn) domain.forget(id);
    for (const template of templates) {
      for (const waiting of domain.learn(template)) this.#readRecords(waiting.set, template, message);
    }
  }

  #readRecords(set: Buffer, template: Template, message: Message): number {
    const { domain, version, exporter, time, domainId } = message;
    let count = 0;
    let at = 0;
    while (at + template.shortest <= set.length) {
      const record = readRecord(set, at, template, version === 10);
      if (record === undefined) break;
      const octets = set.subarray(at, record.end);
      at = record.end;
      count += 1;
      if (template.scopes !== undefined) {
        domain.learnSampling(record.values);
        continue;
      }
      this.counts.records += 1;
      const sampling = domain.samplingOf(record.values);
      const raw = recordFlow(record.values, time, exporter, sampling, this.counts.records);
      this.#send(raw, octets, `${version === 9 ? 'NetFlow 9' : 'IPFIX'} domain ${domainId} template ${template.id}`, sampling);
    }
    return count;
  }
}

/**
 * Reads NetFlow 5, NetFlow 9 (RFC 3954) and IPFIX (RFC 7011) as they come over UDP. What exporters said of their templates and sampling is
 * kept, within limits; data that comes before its template waits for it.
 */
export const openNetflow = (sink: FlowSink, limits: KeptLimits = usualLimits): NetflowDecoder => new Decoder(sink, limits);
