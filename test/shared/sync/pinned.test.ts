import { LARGEST_NUMBER } from '@traguardo/shared/model'
import { sayRefusal } from '@traguardo/shared/refusals'
import {
  type Content,
  contentIn,
  evidenceIn,
  isComplete,
  type RegisterField,
  registerId,
  type RegisterState,
  reviewIn,
  sameContent,
  valueIn,
} from '@traguardo/shared/sync'
import { describe, expect, it } from 'vitest'
import {
  NO_SUM,
  scopeName,
  sumOf,
  sumsAfter,
  sumsAgree,
  totalSum,
  viewOf,
} from '../../../shared/src/sync/protocol/plain'
import { aKey } from '../../support/sync'

const HASH = 'a'.repeat(64)
const evidence = { type: 'evidence', sha256: HASH, size: 9, mime: 'application/pdf', name: 'a.pdf' } as const
const review = { type: 'review', state: 'confirmed', of: 'h', reason: '' } as const
const steps = (...done: readonly (readonly [string, string])[]): Content => ({
  type: 'steps',
  done: done.map(([step, on]) => ({ step, on })),
})
const number = (value: number): Content => ({ type: 'number', number: value })
const date = (day: string): Content => ({ type: 'date', date: day })

describe('what every node has to compute alike', () => {
  it('[SY1] the id of a register', () => {
    expect(registerId(aKey)).toBe('31d9d055-e475-5d48-ad2c-1c9230363059')
    const others = [
      { body: 'C' },
      { unit: null },
      { unit: 'U2' },
      { measure: 'M2' },
      { year: 2022 },
      { period: 1 },
      { field: 'note' as const },
    ]
    const ids = others.map((changes) => registerId({ ...aKey, ...changes }))
    expect(new Set([registerId(aKey), ...ids]).size).toBe(others.length + 1)
  })

  it('[SY19.1] the name of a scope', () => {
    const scope = { year: 2021, period: 1, unit: 'PROMO' }
    expect([scopeName(scope, 'SG'), scopeName(scope, ''), scopeName({ ...scope, unit: null }, '')]).toEqual([
      ...['2021/1/PROMO@SG', '2021/1/PROMO', '2021/1/-'],
    ])
  })

  it('[SY19.2] the token of a view, whatever the order of its scopes', () => {
    expect(viewOf(['b', 'a', 'b'], ['d', 'c', 'c'])).toEqual({
      token: 'e2f338ff-dba2-5455-a200-f3d414a0524d',
      scopes: ['a', 'b'],
      manages: ['c', 'd'],
    })
    expect(viewOf(['a', 'b'], ['c', 'd']).token).toBe(viewOf(['b', 'a'], ['d', 'c']).token)
    expect(
      new Set([viewOf(['a', 'b']), viewOf(['a'], ['b']), viewOf([], ['a', 'b'])].map(({ token }) => token)).size,
    ).toBe(3)
  })

  const state = (id: string, head: string, changes: Partial<RegisterState> = {}) =>
    ({ id, head, scope: 's', complete: true, ...changes }) as RegisterState

  it('[SY22.1] [SY62.1] the checksum of a scope, of a register and of several, with and without its bytes', () => {
    expect(NO_SUM).toBe('0'.repeat(32))
    expect(sumOf([])).toBe(NO_SUM)
    expect(sumOf([state('register-1', 'head-1')])).toBe('87a573134af121b00000000000000000')
    expect(sumOf([state('register-1', 'head-1', { complete: false })])).toBe('87a573134af121b02540354143232878')
    expect(sumOf([state('register-1', 'head-1'), state('register-2', 'head-2', { complete: false })])).toBe(
      'b775535d3957c7008a8ac343a919b0be',
    )
    expect(sumOf([state('', '')])).toBe('811c1cd9974308b10000000000000000')
  })

  it('[SY22.1] the checksums after changes, those alone that changed', () => {
    const [one, two] = [state('1', 'a'), state('2', 'b', { scope: 't' })]
    const first = sumsAfter([], [], [one, two])
    expect(first).toEqual([
      { scope: 's', sum: sumOf([one]) },
      { scope: 't', sum: sumOf([two]) },
    ])
    const newer = state('1', 'c')
    expect(sumsAfter(first, [one], [newer])).toEqual([{ scope: 's', sum: sumOf([newer]) }])
    expect(sumsAfter(first, [one], [])).toEqual([{ scope: 's', sum: NO_SUM }])
    expect(sumsAfter(first, [], [])).toEqual([])
    expect(totalSum(first)).toBe(sumOf([one, two]))
    expect(totalSum([])).toBe(NO_SUM)
  })

  it('[SY62.3] a checksum of the first form agrees with what both forms know', () => {
    const sum = sumOf([state('1', 'a', { complete: false })])
    const short = sum.slice(0, 16)
    expect([sumsAgree(sum, sum), sumsAgree(sum, short), sumsAgree(short, sum), sumsAgree(sum, NO_SUM)]).toEqual([
      ...[true, true, false, false],
    ])
    // With a sum of the first form the result is of that form.
    expect(totalSum([{ scope: 's', sum: short }])).toBe(short)
  })
})

describe('two contents', () => {
  const different: readonly Content[] = [
    ...[null, '', 'a', 'b', number(1), number(2), date('2021-01-01'), date('2021-01-02')],
    ...[steps(), steps(['a', '2021-01-01']), steps(['a', '2021-01-02']), steps(['b', '2021-01-01'])],
    ...[
      steps(['a', '2021-01-01'], ['b', '2021-01-01']),
      { type: 'not-applicable' } as const,
      { type: 'sending' } as const,
    ],
    ...[evidence, { ...evidence, sha256: 'b'.repeat(64) }, review, { ...review, state: 'returned' } as const],
    ...[
      { ...review, of: 'i' },
      { ...review, of: null },
      { ...review, reason: 'x' },
    ],
  ]

  it('[SY6] say the same where they do, and no other two do', () => {
    different.forEach((left, at) => {
      const copy = (JSON.parse(JSON.stringify([left])) as readonly Content[])[0] ?? null
      expect(different.map((right) => sameContent(copy, right))).toEqual(different.map((_, place) => place === at))
    })
    expect(
      sameContent(steps(['a', '2021-01-01'], ['b', '2021-01-02']), steps(['b', '2021-01-02'], ['a', '2021-01-01'])),
    ).toBe(true)
    expect(sameContent(evidence, { ...evidence, name: 'b.pdf', size: 10 })).toBe(true)
  })

  it('are a value, a review or evidence, or none of these', () => {
    const kinds = different.map((one) => [valueIn(one), reviewIn(one), evidenceIn(one)].map((found) => found !== null))
    expect(kinds.map((found) => found.indexOf(true))).toEqual([
      ...[-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 2, 2, 1, 1, 1, 1, 1],
    ])
    expect([isComplete(evidence), isComplete(evidence, true), isComplete(review), isComplete(null)]).toEqual([
      ...[false, true, true, true],
    ])
  })
})

describe('a content as it comes', () => {
  const VALUE = 'Il valore ricevuto non ha la forma attesa: aggiorni la pagina e lo inserisca di nuovo.'
  const LONG = 'La nota supera 4000 caratteri: la accorci.'
  const many = (length: number) => steps(...Array.from({ length }, (_, at) => [`s${at}`, '2021-01-01'] as const))
  const FILE = `evidence/${HASH}` as const

  it.each<[RegisterField, unknown, Content | string]>([
    ['value', null, null],
    ['value', number(1), number(1)],
    ['value', { ...(number(1) as object), more: 'x' }, number(1)],
    ['value', number(LARGEST_NUMBER), number(LARGEST_NUMBER)],
    ['value', number(-LARGEST_NUMBER), number(-LARGEST_NUMBER)],
    ['value', number(LARGEST_NUMBER * 2), VALUE],
    ['value', number(-LARGEST_NUMBER * 2), VALUE],
    ['value', { type: 'number', number: '1' }, VALUE],
    ['value', { type: 'number' }, VALUE],
    ['value', { type: 'other' }, VALUE],
    ['value', 'x', VALUE],
    ['value', 7, VALUE],
    ['value', review, VALUE],
    ['value', { type: 'not-applicable' }, { type: 'not-applicable' }],
    ['value', date('2021-05-05'), date('2021-05-05')],
    ['value', date('5/5/2021'), VALUE],
    ['value', many(200), many(200)],
    ['value', many(201), VALUE],
    ['value', steps(['x'.repeat(128), '2021-01-01']), steps(['x'.repeat(128), '2021-01-01'])],
    ['value', steps(['x'.repeat(129), '2021-01-01']), VALUE],
    ['note', 'x'.repeat(4000), 'x'.repeat(4000)],
    ['note', 'x'.repeat(4001), LONG],
    ['note', number(1), VALUE],
    ['absence', 'Perso', 'Perso'],
    ['absence', 'x'.repeat(4001), LONG],
    ['review', review, review],
    ['review', { ...review, of: null }, { ...review, of: null }],
    ['review', { ...review, state: 'good' }, VALUE],
    ['review', { ...review, of: 'x'.repeat(65) }, VALUE],
    ['review', { ...review, reason: 'x'.repeat(4001) }, VALUE],
    ['sending', { type: 'sending' }, { type: 'sending' }],
    ['sending', { type: 'sent' }, VALUE],
    [FILE, evidence, evidence],
    [`evidence/${'b'.repeat(64)}`, evidence, VALUE],
    [FILE, { ...evidence, size: 1.5 }, VALUE],
    [FILE, { ...evidence, sha256: 'x' }, VALUE],
    [FILE, { ...evidence, name: 'x'.repeat(201) }, VALUE],
    [FILE, { ...evidence, mime: 'x'.repeat(129) }, VALUE],
    [FILE, number(1), VALUE],
  ])('[SY36.1] [SY36.2] of a field %s', (field, raw, expected) => {
    const read = contentIn(field, raw)
    expect(read.ok ? read.value : sayRefusal(read.error, 'it')).toEqual(expected)
  })
})
