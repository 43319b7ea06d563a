/** Texts that are none, or too much: NUL, half characters, controls of direction, long, nested, not normalised. */
const TEXTS: readonly unknown[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\u202Eatad\u2066',
  'x'.repeat(9000),
  'e\u0301'.repeat(50),
  'é',
  '../../..',
  "'; drop table register; --",
  '😀🏛️',
]
const NUMBERS: readonly unknown[] = [-1, 0, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1.5, 1e308, '1', true]

const NESTED = 3000
const nested = (): unknown => {
  let value: unknown = 1
  for (let at = 0; at < NESTED; at++) value = [value]
  return value
}

/** Contents of a register that are none. */
const CONTENTS: readonly unknown[] = [
  { type: 'number', number: 1e308 },
  { type: 'number', number: '7' },
  { type: 'number' },
  { type: 'date', date: '9999-99-99' },
  { type: 'steps', done: Array.from({ length: 300 }, () => ({ step: 'x', on: 'y' })) },
  { type: 'evidence', sha256: 'x', size: -1, mime: 'text/html', name: '../x' },
  { type: 'review', state: 'confirmed', of: null, reason: '' },
  { type: '__proto__', toString: 1 },
  [],
  7,
  true,
  'x'.repeat(100_000),
  '\u0000',
  '\ud800',
  '\u202E',
  nested(),
]

/** What is put in place of a value of that type of the schema. */
export function junkFor(type: string): readonly unknown[] {
  if (/Content/.test(type)) return CONTENTS
  if (/Int|Float/.test(type)) return NUMBERS
  if (/Boolean/.test(type)) return ['true', 1, null]
  if (/\[/.test(type)) return [[], [null], 'x', Array.from({ length: 600 }, () => 'x')]
  return /Input/.test(type) ? [{}, [], 'x', null] : [...TEXTS, 7, null, ['x'], { x: 1 }]
}
