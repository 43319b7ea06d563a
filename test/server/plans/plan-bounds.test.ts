import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlanFile } from '../../../server/src/plans/file/plan-import'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

const faultsOf = (plan: unknown) => {
  const read = readPlanFile(typeof plan === 'string' ? plan : JSON.stringify(plan, null, 1))
  return read.ok ? [] : read.error
}

describe('the bounds of a plan file', () => {
  it('[PL7.1] a list may not be too long', () => {
    const indicators = (count: number) => upTo(count).map(() => massaCarrara.indicators[0])
    expect(faultsOf({ ...massaCarrara, indicators: indicators(30_001) })).toMatchObject([
      { path: 'indicators', code: 'SCHEMA_MAX_ITEMS' },
    ])
    expect(
      faultsOf({ ...massaCarrara, indicators: indicators(30_000) }).filter(({ code }) => code === 'SCHEMA_MAX_ITEMS'),
    ).toEqual([])
  })

  it('[PL7.6] a list that is too long is the only fault', () => {
    const units = upTo(20_000).map((at) => ({ code: `U${at}`, name: 'x', kind: 'office', parent: `U${at - 1}` }))
    const faults = faultsOf({ ...massaCarrara, units })
    expect(faults.map(({ path, code }) => ({ path, code }))).toEqual([{ path: 'units', code: 'SCHEMA_MAX_ITEMS' }])
    expect(faults[0]?.line).toBeGreaterThan(1)
  })

  const [first, ...others] = massaCarrara.indicators
  const faultsWith = (changes: object) =>
    faultsOf({ ...massaCarrara, indicators: [{ ...first, ...changes }, ...others] }).map(
      ({ path, code }) => `${path} ${code}`,
    )

  it('[PL7.4] a number beyond what anybody counts is a fault at its place', () => {
    const asked = (value: number) => faultsWith({ targets: [{ year: 2021, printed: 'x', type: 'at-least', value }] })
    expect(asked(1e308)).toEqual(['indicators[0].targets[0].value SCHEMA_MAXIMUM'])
    expect(asked(-1e308)).toEqual(['indicators[0].targets[0].value SCHEMA_MINIMUM'])
    expect([asked(1e15), asked(-1e15)]).toEqual([[], []])
  })

  it('[PL7.2] a text without end is a fault at its place', () => {
    expect(faultsWith({ title: 'x'.repeat(20_001) })).toEqual(['indicators[0].title SCHEMA_MAX_LENGTH'])
    expect(faultsWith({ title: 'x'.repeat(20_000) })).toEqual([])
  })

  it('[PL7.3] a code without end is a fault at its place', () => {
    expect(faultsWith({ code: 'x'.repeat(201) })).toContain('indicators[0].code SCHEMA_MAX_LENGTH')
    expect(faultsWith({ code: 'x'.repeat(200) })).not.toContain('indicators[0].code SCHEMA_MAX_LENGTH')
  })

  it.each([100, 3000, 200_000])('[PL7.5] %i levels are a fault with its place', (depth) => {
    const faults = faultsOf(`{\n"title": ${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(faults).toMatchObject([{ code: 'JSON_TOO_DEEP', line: 2, column: 10 + 59 }])
  })

  it('[PL7.7] where everything is wrong, the first thousand faults are told', () => {
    const measures = upTo(1200).map(() => ({ nonsense: 1 }))
    expect(faultsOf({ ...massaCarrara, measures })).toHaveLength(1000)
    const indicators = upTo(1200).map((at) => ({
      ...massaCarrara.indicators[0],
      code: `I${at}`,
      formula: `nowhere${at}`,
      targets: [],
    }))
    expect(faultsOf({ ...massaCarrara, indicators })).toHaveLength(1000)
    expect(faultsOf('[1 '.repeat(50))).not.toEqual([])
  })
})

describe('an import', () => {
  let api: Api
  let controller: Caller
  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'))
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())
  const IMPORT = `mutation($text: String!) { planImport(text: $text) { __typename
    ... on PlanFaults { faults { code } } ... on Refusal { code } } }`
  const imported = (text: string) =>
    controller.ask<{ planImport: { __typename: string; code?: string } }>(IMPORT, { text })

  it('[RI14.5] is checked beside the server, which goes on answering meanwhile', async () => {
    const numbers = upTo(200_000).map((at) => ({ code: `X${at}` }))
    let [turns, longest, last] = [0, 0, performance.now()]
    const timer = setInterval(() => {
      turns += 1
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const { planImport } = await imported(JSON.stringify({ ...massaCarrara, source: numbers }))
    clearInterval(timer)
    expect(['PlanFaults', 'Refusal']).toContain(planImport.__typename)
    expect(turns).toBeGreaterThan(1)
    expect(longest).toBeGreaterThan(0)
  })

  it('[RI14.6] that takes too much ends, says so, and the next one is checked', async () => {
    // Each of the 900,000 items is a fault of its own: more than the thread has room or time for.
    const many = `{"units":[${'{},'.repeat(4999)}{}],"people":[${upTo(2000)
      .map(() => `{"roles":[${'{"a":[]},'.repeat(450)}{}]}`)
      .join()}]}`
    const { planImport } = await imported(many)
    expect([planImport.__typename, planImport.code]).toEqual(['Refusal', 'PLAN_TOO_DEAR'])
    expect((await imported(JSON.stringify(massaCarrara))).planImport.__typename).toBe('PlanImported')
  }, 120_000)
})
