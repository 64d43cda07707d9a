import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberField, objectField, objectsField, readJsonObjects, textField } from '../../src/text/json-objects.ts';

const values = (text: string): unknown[] =>
  [...readJsonObjects(text)].map((item) => (item.kind === 'object' ? item.value : item.text));

describe('readJsonObjects', () => {
  it('reads the objects of several arrays, with the line each begins on', () => {
    expect([...readJsonObjects('[{"a":1},{"b":{"c":[{}]}}]\n[\n  {"d":"}"}\n]\n')]).toEqual([
      { kind: 'object', line: 1, value: { a: 1 } },
      { kind: 'object', line: 1, value: { b: { c: [{}] } } },
      { kind: 'object', line: 3, value: { d: '}' } },
    ]);
  });

  it('keeps every whole object of an output that was cut off', () => {
    expect([...readJsonObjects('[{"a":1},{"b":"{x')]).toEqual([
      { kind: 'object', line: 1, value: { a: 1 } },
      { kind: 'broken', line: 1, text: '{"b":"{x' },
    ]);
  });

  it.each([
    ['', []],
    ['[ ]\n', []],
    ['[}]', []],
    ['{"a":"\\"}"}', [{ a: '"}' }]],
    ['{"a":"\\\\"}', [{ a: '\\' }]],
    ['{a:1}{"b":2}', ['{a:1}', { b: 2 }]],
    ['{"__proto__":{"x":1}}', [JSON.parse('{"__proto__":{"x":1}}')]],
  ])('reads %j', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('reads any array of objects, however it is laid out', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(object), fc.constantFrom(0, 1, 4), (objects, indent) => {
        const text = JSON.stringify(objects, null, indent);
        expect(values(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('gives a prefix of the objects, and at most one more, for any cut', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
    fc.assert(
      fc.property(fc.array(object), fc.nat(), (objects, cut) => {
        const text = JSON.stringify(objects);
        const items = [...readJsonObjects(text.slice(0, cut % (text.length + 1)))];
        const whole = items.filter((item) => item.kind === 'object').map((item) => item.value);
        expect(whole).toEqual((JSON.parse(text) as unknown[]).slice(0, whole.length));
        expect(items.length - whole.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('survives depth that would overflow a recursive reader', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    expect([...readJsonObjects(deep)]).toHaveLength(1);
    expect([...readJsonObjects('{'.repeat(500_000))]).toHaveLength(1);
  });
});

describe('fields', () => {
  const value = { text: 'x', number: 3, half: 0.5, minus: -1, object: { a: 1 }, array: [{ a: 1 }, null, 3, { b: 2 }] };

  it('are read where they are of the kind asked for', () => {
    expect([textField(value, 'text'), textField(value, 'number'), textField(value, 'none')]).toEqual(['x', undefined, undefined]);
    expect(['number', 'half', 'minus', 'text', 'none'].map((key) => numberField(value, key))).toEqual([
      3,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(objectsField(value, 'array')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(objectsField(value, 'object')).toEqual([]);
    expect(objectField(value, 'object')).toEqual({ a: 1 });
    expect([objectField(value, 'text'), objectField(value, 'none')]).toEqual([{}, {}]);
  });
});
