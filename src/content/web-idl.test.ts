import { describe, expect, it } from 'vitest';
import { bufferSource } from './buffer-source';
import {
  boolean,
  dictionary,
  long,
  optional,
  record,
  required,
  sequence,
  string,
  unsignedLong,
} from './web-idl';

const bytes = (value: unknown) => [...new Uint8Array(bufferSource(value))];

describe('numbers', () => {
  it.each([
    [60_000.9, 60_000],
    ['60000', 60_000],
    [' 7 ', 7],
    [-1, 4_294_967_295],
    [2 ** 32 + 5, 5],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 0],
    [null, 0],
    [true, 1],
    ['junk', 0],
    [[3], 3],
    [{ valueOf: () => 9 }, 9],
  ])('unsigned long of %j is %j', (value, expected) => expect(unsignedLong(value)).toBe(expected));

  it.each([
    ['-7', -7],
    [-257, -257],
    [2 ** 31, -(2 ** 31)],
    [2 ** 32 - 7, -7],
    [-7.9, -7],
    [undefined, 0],
  ])('long of %j is %j', (value, expected) => expect(long(value)).toBe(expected));

  it.each([1n, Symbol('s'), Object.create(null)])('%o is a TypeError', (value) => {
    expect(() => long(value)).toThrow(TypeError);
    expect(() => unsignedLong(value)).toThrow(TypeError);
  });
});

describe('strings and booleans', () => {
  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [12, '12'],
    [['a', 'b'], 'a,b'],
    [{ toString: (): string => 'x', valueOf: (): string => 'y' }, 'x'],
  ])('string of %j is %j', (value, expected) => expect(string(value)).toBe(expected));

  it('a symbol is a TypeError', () => expect(() => string(Symbol('s'))).toThrow(TypeError));

  it.each([
    ['true', true],
    ['false', true],
    ['', false],
    [null, false],
    [0, false],
    [{}, true],
  ])('boolean of %j is %j', (value, expected) => expect(boolean(value)).toBe(expected));
});

describe('BufferSource', () => {
  const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;

  it('takes buffers and every kind of view, with offsets', () => {
    expect(bytes(buffer)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(bytes(new Uint8Array(buffer, 2, 3))).toEqual([3, 4, 5]);
    expect(bytes(new Uint16Array(buffer, 4, 1))).toEqual([5, 6]);
    expect(bytes(new BigInt64Array(buffer))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(bytes(new DataView(buffer, 7))).toEqual([8]);
    expect(bytes(new DataView(buffer, 8))).toEqual([]);
    expect(bytes(new Uint8Array())).toEqual([]);
    expect(bytes(Buffer.from('hi'))).toEqual([104, 105]);
  });

  it('copies', () => {
    const source = new Uint8Array([1, 2, 3]);
    const copy = bufferSource(source);
    source.fill(9);
    expect([...new Uint8Array(copy)]).toEqual([1, 2, 3]);
  });

  it('believes the slots, not the prototype', () => {
    expect(bytes(Object.setPrototypeOf(new Uint8Array([1, 2]), Object.prototype))).toEqual([1, 2]);
    expect(() => bufferSource(Object.create(Uint8Array.prototype))).toThrow(TypeError);
    const shadowed = Object.defineProperties(new Uint8Array([1, 2, 3]), {
      byteLength: { value: 1 },
      buffer: { value: new ArrayBuffer(9) },
      [Symbol.toStringTag]: { value: 'DataView' },
    });
    expect(bytes(shadowed)).toEqual([1, 2, 3]);
  });

  it('a detached one has no bytes', () => {
    const detached = new Uint8Array([1, 2, 3, 4]);
    const view = new DataView(detached.buffer);
    structuredClone(detached.buffer, { transfer: [detached.buffer] });
    expect(bytes(detached)).toEqual([]);
    expect(bytes(detached.buffer)).toEqual([]);
    expect(bytes(view)).toEqual([]);
  });

  const resizable = new (ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer)(8, {
    maxByteLength: 16,
  });
  it.each([
    ['a string', 'AAAA'],
    ['an array', [1, 2]],
    ['SwissID’s object of bytes', { 0: 1, 1: 2 }],
    ['null', null],
    ['a number', 7],
    ['shared memory', new SharedArrayBuffer(8)],
    ['a view of shared memory', new Uint8Array(new SharedArrayBuffer(8))],
    ['a DataView of shared memory', new DataView(new SharedArrayBuffer(8))],
    ['a resizable buffer', resizable],
    ['a view of a resizable buffer', new Uint8Array(resizable)],
    ['a function', () => 0],
  ])('%s is a TypeError', (_, value) => expect(() => bufferSource(value)).toThrow(TypeError));
});

describe('sequences', () => {
  const numbers = sequence(long);

  it('takes anything iterable', () => {
    expect(numbers([1, '2'])).toEqual([1, 2]);
    expect(numbers(new Set([3]))).toEqual([3]);
    expect(numbers(new Uint8Array([4]))).toEqual([4]);
    expect(
      numbers({
        *[Symbol.iterator]() {
          yield 5;
        },
      }),
    ).toEqual([5]);
    expect(numbers(Object.assign(() => 0, { [Symbol.iterator]: () => [6].values() }))).toEqual([6]);
    // A hole is undefined, as by iteration.
    expect(numbers(new Array(1))).toEqual([0]);
  });

  it.each([
    null,
    undefined,
    'text',
    7,
    {},
    { length: 1, 0: 1 },
    { [Symbol.iterator]: 1 },
    { [Symbol.iterator]: () => 1 },
    { [Symbol.iterator]: () => ({}) },
    { [Symbol.iterator]: () => ({ next: () => 1 }) },
  ])('%j is a TypeError', (value) => expect(() => numbers(value)).toThrow(TypeError));

  it('reads next once, and of each step done before value', () => {
    const log: string[] = [];
    const step = {
      get done() {
        log.push('done');
        return log.length > 4;
      },
      get value() {
        log.push('value');
        return 1;
      },
    };
    const iterator = {
      get next() {
        log.push('next');
        return () => step;
      },
      return: () => log.push('return'),
    };
    numbers({ [Symbol.iterator]: () => iterator });
    expect(log).toEqual(['next', 'done', 'value', 'done', 'value', 'done']);
  });
});

describe('records', () => {
  const texts = record(string);

  it('takes own enumerable properties', () => {
    const given = Object.create(
      { inherited: 1 },
      { hidden: { value: 1 }, shown: { value: 2, enumerable: true } },
    );
    expect({ ...texts(given) }).toEqual({ shown: '2' });
    expect(Object.entries(texts(JSON.parse('{"__proto__": 1, "constructor": 2}')))).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it.each([null, undefined, 'text', 7])('%j is a TypeError', (value) =>
    expect(() => texts(value)).toThrow(TypeError),
  );

  it('an enumerable symbol is a TypeError', () => {
    expect(() => texts({ [Symbol('s')]: 1 })).toThrow(TypeError);
    expect({ ...texts(Object.defineProperty({}, Symbol('s'), { value: 1 })) }).toEqual({});
  });
});

describe('dictionaries', () => {
  const pair = dictionary({ first: required(string), second: optional(long) });

  it('null and undefined are empty; other primitives are TypeErrors', () => {
    const free = dictionary({ second: optional(long) });
    expect(free(null)).toEqual({ second: undefined });
    expect(free(undefined)).toEqual({ second: undefined });
    for (const value of [1, 'text', true, 1n, Symbol('s')]) expect(() => free(value)).toThrow(TypeError);
    expect(() => pair(null)).toThrow(TypeError);
    expect(() => pair({ second: 1 })).toThrow(TypeError);
  });

  it('reads each member once, inherited ones too, in the order given', () => {
    const log: string[] = [];
    const given = new Proxy(
      { first: 'a' },
      {
        get: (target, name, receiver) => {
          log.push(String(name));
          return Reflect.get(target, name, receiver);
        },
        has: () => {
          throw new Error('not asked for');
        },
        ownKeys: () => {
          throw new Error('not asked for');
        },
      },
    );
    expect(pair(given).first).toBe('a');
    expect(pair(Object.create({ first: 'b' })).first).toBe('b');
    expect(log).toEqual(['first', 'second']);
  });

  it('shadows every known member of what was given, and lets the unknown ones through', () => {
    let reads = 0;
    const given = {
      get first() {
        return `read ${++reads}`;
      },
      second: undefined as number | undefined,
      unknown: 'still here',
    };
    const converted = pair(given);
    given.second = 5;
    expect([converted.first, converted.second, reads]).toEqual(['read 1', undefined, 1]);
    expect((converted as unknown as typeof given).unknown).toBe('still here');
  });
});
