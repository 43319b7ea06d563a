import type { MeasureValue } from '@traguardo/shared/model'
import { sameContent } from '@traguardo/shared/sync'
import { type EntryRule, fitsMeasure, formatMeasure, parseEntry, stepsShare } from '@traguardo/shared/values'
import { describe, expect, it } from 'vitest'

const level: EntryRule = { kind: 'level', levels: ['basso', 'medio', 'alto'] }
const steps = [
  { code: 'a', title: 'Bando', weight: 30 },
  { code: 'b', title: 'Opere', weight: 70 },
]
const project: EntryRule = { kind: 'project-plan', steps }
const done = (...codes: string[]): MeasureValue => ({
  type: 'steps',
  done: codes.map((step) => ({ step, on: '2021-06-30' })),
})
const number = (value: number) => ({ ok: true, value: { type: 'number', number: value } })

const isRefused = (text: string, rule: EntryRule, code: string) =>
  expect(parseEntry(text, rule)).toMatchObject({ ok: false, error: { code } })

describe('kinds of measure', () => {
  it.each(['sì', 'SI', 'on', '1'])('[VA10.1] %s is yes', (text) =>
    expect(parseEntry(text, { kind: 'boolean' })).toEqual(number(1)),
  )
  it.each(['no', 'Off', '0'])('[VA10.1] %s is no', (text) =>
    expect(parseEntry(text, { kind: 'boolean' })).toEqual(number(0)),
  )
  it.each([
    ['forse', { kind: 'boolean' }, 'NOT_A_BOOLEAN'],
    ['2', { kind: 'boolean' }, 'NOT_A_BOOLEAN'],
  ] as const)('[VA10.1] %s is refused for %j', isRefused)

  it.each([
    ['altissimo', level, 'NOT_A_LEVEL'],
    ['4', level, 'NOT_A_LEVEL'],
  ] as const)('[VA10.2] %s is refused for %j', isRefused)

  it.each([
    ['50', project, 'NOT_STEPS'],
    ['101', { kind: 'project-plan' }, 'OUT_OF_RANGE'],
  ] as const)('[VA10.3] %s is refused for %j', isRefused)

  it('[VA10.2] a level by its name or its place', () => {
    expect([parseEntry('Medio', level), parseEntry('3', level)]).toEqual([number(2), number(3)])
    expect(formatMeasure({ type: 'number', number: 2 }, level)).toBe('medio')
    expect(formatMeasure({ type: 'number', number: 0 }, { kind: 'boolean' })).toBe('no')
  })

  it('[VA10.3] steps that the plan has, each once and on a real day', () => {
    const fits = (value: MeasureValue, rule = project) => fitsMeasure(value, rule).ok
    expect([fits(done('a')), fits(done()), fits(done('c')), fits(done('a', 'a')), fits(done('a'), level)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(fits({ type: 'steps', done: [{ step: 'a', on: '2021-02-30' }] })).toBe(false)
    expect(sameContent(done('a', 'b'), done('b', 'a'))).toBe(true)
    expect(sameContent(done('a'), done('b'))).toBe(false)
  })

  const share = (value: MeasureValue, of: readonly { code: string; title: string; weight?: number }[]) =>
    value.type === 'steps' ? stepsShare(value, of) : null

  it('[VA11.2] without weights the steps of a project plan weigh the same', () => {
    const unweighted = steps.map(({ code, title }) => ({ code, title }))
    expect(share(done('b'), unweighted)).toBe(0.5)
  })

  it('[VA11.1] a project plan is worth the weighted share of its steps', () => {
    expect(share(done('b'), steps)).toBe(0.7)
    expect(share(done(), [])).toBe(0)
    expect(formatMeasure(done('b'), project)).toBe('70,00 %')
    expect(formatMeasure({ type: 'number', number: 45 }, { kind: 'project-plan' })).toBe('45,00 %')
  })
})
