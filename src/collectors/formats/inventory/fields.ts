import { canonicalAddress } from '../../../text/address.ts';
import { canonicalMac } from '../../../text/mac.ts';
import { isSecretName } from './secret-names.ts';

export type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const longest = 1_000;

/** The value behind a path of keys; undefined where there is none. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found: unknown = value;
  for (const key of path) {
    if (!isJson(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

/** The text or number there, as text; undefined where it is empty or something else. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  const text = typeof found === 'number' || typeof found === 'boolean' ? String(found) : found;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, longest) : undefined;
}

/** A port there, also where it is written as a text. */
export function portAt(value: unknown, ...path: readonly string[]): number | undefined {
  const port = Number(textAt(value, ...path));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** The objects of the array there; a single object counts as one. */
export function objectsAt(value: unknown, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return (Array.isArray(found) ? found : [found]).filter(isJson);
}

/** The texts of the array there; a single text counts as one. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = at(value, ...path);
  return (Array.isArray(found) ? found : [found]).filter((one) => typeof one === 'string' && one.trim() !== '') as string[];
}

type Maybe = string | undefined;

/** Each once, without those that are not known. */
export const texts = (...all: readonly (Maybe | readonly Maybe[])[]): string[] => [
  ...new Set(all.flat().filter((one): one is string => one !== undefined && one !== '')),
];

/** Addresses in their one spelling, without a prefix length behind them; what is no address is left out. */
export const addresses = (...all: readonly (Maybe | readonly Maybe[])[]): string[] =>
  texts(...all.flat().map((one) => (one === undefined ? undefined : canonicalAddress(one.trim().replace(/\/\d{1,3}$/, '')))));

export const macs = (...all: readonly (Maybe | readonly Maybe[])[]): string[] =>
  texts(...all.flat().map((one) => (one === undefined ? undefined : canonicalMac(one.trim()))));

const mostTags = 64;
const longestTag = 256;

/** A group or label called so is none: it has no value of its own. */
const isSecretTag = (key: string, value: string): boolean => value !== 'true' && isSecretName(key);

/** Tags without those that are not known or hold a secret, at most 64. */
export const tags = (...all: readonly Readonly<Record<string, Maybe>>[]): Record<string, string> =>
  Object.fromEntries(
    all
      .flatMap((one) => Object.entries(one))
      .flatMap(([key, value]) =>
        value === undefined || value === '' || key === '__proto__' || isSecretTag(key, value)
          ? []
          : [[key.slice(0, longestTag), value.slice(0, longestTag)] as const],
      )
      .slice(-mostTags),
  );

/** The texts and numbers of an object, as a cloud has its labels. */
export const labelsAt = (value: unknown, ...path: readonly string[]): Record<string, Maybe> => {
  const found = at(value, ...path);
  return isJson(found) ? Object.fromEntries(Object.keys(found).map((key) => [key, textAt(found, key)])) : {};
};

/** What a table has for a word of the inventory, which may be called as anything of every object is: `constructor`. */
export const lookUp = <Value>(table: Readonly<Record<string, Value>>, word: string | undefined): Value | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;

/** The last part of a URL or path: `zones/europe-west1-b`. */
export const lastPart = (text: string | undefined): string | undefined => text?.split('/').at(-1);
