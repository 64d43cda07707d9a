import type { Collection, Section } from '../model/evidence.ts';
import type { RefusedCommand } from '../model/snapshot.ts';
import { networkCollectors } from './network-registry.ts';

const commands: ReadonlyMap<string, string> = new Map(networkCollectors.map(({ id, request }) => [id, request.command]));

/** What a command asks for: `arista-eos.bundles-old` is another way of asking for `arista-eos.bundles`. */
const question = (id: string): string => id.replace(/(\.[a-z]{1,40})-.{1,80}$/, '$1');

/** An empty table is an answer. */
const isAnswer = ({ status, stdout }: Section): boolean => status === 'ok' || stdout.length > 0;
const longestMessage = 120;

/** The line of an error message that has words: above it a mark may point at the word the device did not like. */
function messageOf({ stderr }: Section): string | undefined {
  const lines = Buffer.from(stderr ?? [])
    .toString('latin1')
    .slice(0, 2_000)
    .split(/\r?\n/);
  const words = lines.map((line) => line.replace(/[^ -~]/g, ' ').trim()).find((line) => /[A-Za-z]{2}/.test(line));
  return words?.slice(0, longestMessage);
}

/**
 * The commands a network device did not take: refused to this login, or unknown to it, which on some systems is what a login without
 * the rights is told. One whose question another command got answered is not among them.
 */
export function refusedCommands({ sections }: Pick<Collection, 'sections'>): readonly RefusedCommand[] {
  const answered = new Set(sections.filter(isAnswer).map(({ collector }) => question(collector)));
  return sections.flatMap((section): RefusedCommand[] => {
    const { collector, status } = section;
    const command = commands.get(collector);
    if (command === undefined || (status !== 'failed' && status !== 'missing') || answered.has(question(collector))) return [];
    const message = messageOf(section);
    return [{ command, why: status === 'failed' ? 'refused' : 'unknown', ...(message === undefined ? {} : { message }) }];
  });
}
