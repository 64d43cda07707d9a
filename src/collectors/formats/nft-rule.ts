import { intern } from '../../text/intern.ts';
import { type Action, joinMatches, type Match, readTarget, reasons, type Step } from './nat-rule.ts';
import { type Element, mostSteps, type NftContext, namedElements, partsOf, readElements } from './nft-elements.ts';
import { type Field, fieldMatch, readField, unknownMatch } from './nft-fields.ts';
import type { Statement } from './nft-ruleset.ts';
import { is } from './nft-tokens.ts';

/** Name of a service in the chains of kube-proxy (pkg/proxy/nftables): `service-ULMVA6XW-ns1/svc1/tcp/p80`. */
const serviceChain = /^(?:service|external)-[A-Z0-9]{8}-([^/]{1,253})\/([^/]{1,253})\/[a-z]{3,4}\/([^/]{0,63})$/;

const foreignTargets: ReadonlySet<string> = new Set(['DNAT', 'SNAT', 'REDIRECT', 'MASQUERADE', 'NETMAP']);

/** Reads one statement from left to right. */
class RuleReader {
  private at = 0;
  /** Position of the word `map` that comes next, or where it was last looked for. */
  private map = 0;
  private matches: readonly Match[] = [{}];
  private readonly steps: Step[] = [];
  /** Some of what the rule says was too much to follow. */
  private cut = false;
  private readonly tokens: Statement;
  private readonly context: NftContext;

  constructor(tokens: Statement, context: NftContext) {
    this.tokens = tokens;
    this.context = context;
  }

  read(): readonly Step[] {
    while (this.at < this.tokens.length && !this.cut) this.readPart();
    return this.cut ? [...this.steps, { match: {}, action: { kind: 'unclear', reason: reasons.tooMany } }] : this.steps;
  }

  private word(ahead = 0): string {
    const token = this.tokens[this.at + ahead];
    return token === undefined || token.quoted ? '' : token.text;
  }

  private readPart(): void {
    if (readField(this.tokens[this.at], this.tokens[this.at + 1]) === undefined) this.readStatement();
    else this.readCondition();
  }

  private readStatement(): void {
    const word = this.word();
    this.at += 1;
    if (word === 'jump' || word === 'goto') this.jump(this.take());
    else if (word === 'vmap') this.readVerdicts([]);
    else if (word === 'dnat' || word === 'snat') this.readTranslation(word);
    else if (word === 'redirect') this.readRedirect();
    else if (word === 'masquerade') this.add([{ kind: 'masquerade' }]);
    else if (word === 'xt') this.readForeign();
    else if (word === 'comment') this.at += 1;
    else if (word === '{') this.readList();
  }

  /** `xt target "DNAT"`: iptables-nft made it, and nft has no words for what it does. */
  private readForeign(): void {
    const [kind, name] = [this.take(), this.take()];
    if (kind === 'target' && foreignTargets.has(name)) this.add([{ kind: 'unclear', reason: reasons.foreign }]);
  }

  private take(): string {
    const text = this.tokens[this.at]?.text ?? '';
    this.at += 1;
    return text;
  }

  private add(actions: readonly Action[]): void {
    for (const match of this.matches) for (const action of actions) this.push({ match, action });
  }

  /** Pays for so much work; once the table has none left, the rest of a rule is not spread out. */
  private afford(work: number): boolean {
    this.context.left -= work;
    if (work <= mostSteps && this.context.left > 0) return true;
    this.cut = true;
    return false;
  }

  private push(step: Step): void {
    if (this.steps.length < mostSteps && this.afford(1)) this.steps.push(step);
    else this.cut = true;
  }

  private jump(chain: string): void {
    for (const match of this.matches) this.push(jumpStep(match, chain));
  }

  /** Fields joined by dots. */
  private readFields(): readonly Field[] {
    const fields: Field[] = [];
    for (;;) {
      const field = readField(this.tokens[this.at], this.tokens[this.at + 1]);
      if (field === undefined) return fields;
      fields.push(field);
      this.at += field.words;
      if (this.word() !== '.') return fields;
      this.at += 1;
    }
  }

  /** The elements in braces or of a named set at the cursor; undefined where that set is not shown. */
  private readList(): readonly Element[] | undefined {
    const name = this.word();
    if (name.startsWith('@')) {
      this.at += 1;
      return namedElements(this.context, name.slice(1));
    }
    if (name === '{') this.at += 1;
    const from = this.at;
    while (this.at < this.tokens.length && this.word() !== '}') this.at += 1;
    this.at += 1;
    return readElements(this.tokens.slice(from, this.at));
  }

  private readCondition(): void {
    const fields = this.readFields();
    const negated = this.word() === '!=';
    if (negated || this.word() === '==') this.at += 1;
    if (this.word() === 'vmap') {
      this.at += 1;
      this.readVerdicts(fields);
    } else if (this.word() === 'set') {
      // `meta mark set …` changes a packet.
      this.at += 1;
    } else if (this.word() === '{' || this.word().startsWith('@')) this.narrowTo(fields, this.readList(), negated);
    else this.narrow([matchOf(fields, this.readKey(), negated)]);
  }

  /** `10.0.0.1 . tcp . 80`, or one value. */
  private readKey(): readonly string[] {
    const parts = [this.take()];
    while (this.word() === '.') {
      this.at += 1;
      parts.push(this.take());
    }
    return parts;
  }

  private narrowTo(fields: readonly Field[], elements: readonly Element[] | undefined, negated: boolean): void {
    if (elements === undefined) this.narrow([fields.map(unknownMatch).reduce(joinMatches, {})]);
    else if (this.afford(elements.length)) this.narrow(elements.map(({ key }) => matchOf(fields, key, negated)));
  }

  private narrow(matches: readonly Match[]): void {
    if (!this.afford(this.matches.length * matches.length)) this.matches = [];
    else this.matches = this.matches.flatMap((earlier) => matches.map((later) => joinMatches(earlier, later)));
  }

  private readVerdicts(fields: readonly Field[]): void {
    const elements = this.readList() ?? [];
    if (!this.afford(elements.length * this.matches.length)) return;
    for (const { key, value } of elements) {
      const [verdict, chain] = value;
      if (chain === undefined || !(is(verdict, 'goto') || is(verdict, 'jump'))) continue;
      const own = matchOf(fields, key, false);
      for (const match of this.matches) this.push(jumpStep(joinMatches(match, own), chain.text));
    }
  }

  /** `dnat to 10.0.0.1:80`, `dnat ip to tcp dport map { … }`, `dnat ip addr . port to …`. */
  private readTranslation(kind: 'dnat' | 'snat'): void {
    while (this.at < this.tokens.length && this.word() !== 'to') this.at += 1;
    this.at += 1;
    const map = this.mapAhead();
    if (map === undefined) this.add([actionOf(kind, this.take())]);
    else this.readMap(kind, map);
  }

  private readRedirect(): void {
    if (this.word() === 'to') this.readTranslation('dnat');
    else this.add([{ kind: 'dnat', to: {} }]);
  }

  /** Position of the word `map`, where the address comes out of one: behind fields, `numgen …` or `jhash …`. */
  private mapAhead(): number | undefined {
    // Many translations in one statement look for the same one.
    while (this.map < this.tokens.length && (this.map < this.at || !is(this.tokens[this.map], 'map'))) this.map += 1;
    return this.map < this.tokens.length ? this.map : undefined;
  }

  private readMap(kind: 'dnat' | 'snat', map: number): void {
    const fields = /^(?:numgen|jhash|symhash)$/.test(this.word()) ? [] : this.readFields();
    this.at = map + 1;
    const elements = this.readList();
    if (elements === undefined) this.add([{ kind: 'unclear', reason: reasons.set }]);
    if (elements === undefined || !this.afford(elements.length * this.matches.length)) return;
    for (const { key, value } of elements) {
      const action = actionOf(kind, targetText(partsOf(value)));
      const own = matchOf(fields, key, false);
      for (const match of this.matches) this.push({ match: joinMatches(match, own), action });
    }
  }
}

function jumpStep(match: Match, chain: string): Step {
  const [, namespace, service, port] = serviceChain.exec(chain) ?? [];
  const name = namespace === undefined ? undefined : `${namespace}/${service}${port ? `:${port}` : ''}`;
  return { match: name === undefined ? match : { ...match, name: intern(name) }, action: { kind: 'jump', chain } };
}

const matchOf = (fields: readonly Field[], key: readonly string[], negated: boolean): Match =>
  fields.map((field, at) => fieldMatch(field, key[at] ?? '', negated)).reduce(joinMatches, {});

/** Parts of a map's value: an address, an address and a port, or a port (of `redirect`). */
function targetText([first = '', second]: readonly string[]): string {
  if (second !== undefined) return first.includes(':') ? `[${first}]:${second}` : `${first}:${second}`;
  return /^\d{1,5}$/.test(first) ? `:${first}` : first;
}

function actionOf(kind: 'dnat' | 'snat', text: string): Action {
  const to = readTarget(text);
  return typeof to === 'string' ? { kind: 'unclear', reason: to } : { kind, to };
}

/** What one rule does, with the sets and maps of its table (nft(8), NAT statements, VMAP statement). */
export const readNftRule = (tokens: Statement, context: NftContext): readonly Step[] => new RuleReader(tokens, context).read();
