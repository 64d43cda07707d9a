/** Elements with an enterprise number get keys of their own: enterprise * 65536 + element. */
const enterpriseFactor = 65_536;
const enterpriseBit = 0x80_00;
/** Length of a field whose length stands before each value (RFC 7011, 7). */
const variableLength = 0xff_ff;

export const elementKey = (element: number, enterprise = 0): number => enterprise * enterpriseFactor + element;

interface Field {
  readonly key: number;
  /** Octets, or `variableLength`. */
  readonly length: number;
}

/** How the records of a data set are laid out. */
export interface Template {
  readonly id: number;
  readonly fields: readonly Field[];
  /** Of options (what the exporter says about itself): how many of the fields are scopes. Absent for flows. */
  readonly scopes?: number;
  /** Octets of the shortest record. */
  readonly shortest: number;
}

interface ReadFields {
  readonly fields: readonly Field[];
  readonly end: number;
}

/** Field specifiers (RFC 7011, 3.2; of NetFlow 9, RFC 3954, 5.2, which knows no enterprises). */
function readFields(bytes: Buffer, start: number, count: number, isIpfix: boolean): ReadFields | undefined {
  const fields: Field[] = [];
  let at = start;
  for (let turn = 0; turn < count; turn += 1) {
    if (at + 4 > bytes.length) return undefined;
    const type = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    const isEnterprise = isIpfix && (type & enterpriseBit) !== 0;
    at += 4;
    if (isEnterprise && at + 4 > bytes.length) return undefined;
    fields.push({ key: isEnterprise ? elementKey(type & ~enterpriseBit, bytes.readUInt32BE(at)) : elementKey(type), length });
    if (isEnterprise) at += 4;
  }
  return { fields, end: at };
}

const shortestOf = (fields: readonly Field[]): number =>
  fields.reduce((sum, { length }) => sum + (length === variableLength ? 1 : length), 0);

/** A field without octets tells nothing, and a template of thousands of them would make each octet of a record dear. */
const hasOctets = ({ length }: Field): boolean => length > 0;

function makeTemplate(id: number, told: readonly Field[], toldScopes?: number): Template {
  const fields = told.filter(hasOctets);
  const scopes = toldScopes === undefined ? undefined : told.slice(0, toldScopes).filter(hasOctets).length;
  return { id, fields, shortest: shortestOf(fields), ...(scopes === undefined ? {} : { scopes }) };
}

/** Template ids are 256 and up; one without fields withdraws the template (RFC 7011, 8.1). */
const firstTemplate = 256;
/** Of NetFlow 9 the lengths of scopes and options are in octets, four a field. */
const specifierLength = 4;
/** No exporter has as many; what is kept of templates is bounded by their number and this. */
const mostFields = 1_024;
const isTemplate = ({ id, shortest, fields }: Template): boolean =>
  id >= firstTemplate && shortest > 0 && fields.length <= mostFields;

/** What a template set of either protocol holds, up to the first that is damaged; `withdrawn` the ids taken back. */
export function readTemplates(
  set: Buffer,
  kind: 'flows' | 'options',
  isIpfix: boolean,
): { readonly templates: readonly Template[]; readonly withdrawn: readonly number[] } {
  const templates: Template[] = [];
  const withdrawn: number[] = [];
  let at = 0;
  while (at + 4 <= set.length) {
    const id = set.readUInt16BE(at);
    const amount = set.readUInt16BE(at + 2);
    if (isIpfix && amount === 0) {
      withdrawn.push(id);
      at += 4;
      continue;
    }
    const head = kind === 'options' ? 6 : 4;
    if (at + head > set.length || id < firstTemplate) break;
    const second = kind === 'options' ? set.readUInt16BE(at + 4) : 0;
    // IPFIX counts all fields, then the scopes among them; NetFlow 9 octets of scopes, then of options.
    const count = kind === 'flows' || isIpfix ? amount : (amount + second) / specifierLength;
    const read = Number.isInteger(count) ? readFields(set, at + head, count, isIpfix) : undefined;
    if (read === undefined) break;
    const scopes = kind === 'flows' ? undefined : isIpfix ? second : amount / specifierLength;
    const template = makeTemplate(id, read.fields, scopes);
    if (isTemplate(template)) templates.push(template);
    at = read.end;
  }
  return { templates, withdrawn };
}

/** One record: its values by element, and where it ends. */
export interface RecordValues {
  readonly values: ReadonlyMap<number, Buffer>;
  readonly end: number;
}

/** A record that begins at `start`; undefined where it goes beyond the set. Of an element that comes twice the first counts. */
export function readRecord(
  set: Buffer,
  start: number,
  { fields, scopes = 0 }: Template,
  isIpfix: boolean,
): RecordValues | undefined {
  const values = new Map<number, Buffer>();
  let at = start;
  for (const [position, field] of fields.entries()) {
    let { length } = field;
    if (isIpfix && length === variableLength) {
      if (at >= set.length) return undefined;
      length = set.readUInt8(at);
      at += 1;
      if (length === 255) {
        if (at + 2 > set.length) return undefined;
        length = set.readUInt16BE(at);
        at += 2;
      }
    }
    if (at + length > set.length) return undefined;
    // Scopes of NetFlow 9 are numbers of another list (system, interface, …), not elements.
    const isElement = isIpfix || position >= scopes;
    if (isElement && !values.has(field.key)) values.set(field.key, set.subarray(at, at + length));
    at += length;
  }
  return { values, end: at };
}
