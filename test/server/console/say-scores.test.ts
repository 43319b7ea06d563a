import type { Plan } from '@traguardo/shared/model'
import { compilePlan, explainScore, nodeAddress, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import { cellValues, cycleRecords } from '@traguardo/shared/collection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/src/kernel/db/database'
import { openOrm } from '../../../server/src/app/open-orm'
import { type ScoreRecord, sayScores } from '../../../server/src/app/console/say-scores'
import { fixedDayClock } from '../../../server/src/kernel/runtime/clock'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { registersOfYears } from '../../../server/src/sync/store/registers-of-years'
import { type Api, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const TODAY = '2021-09-05'
const clock = fixedDayClock(TODAY)
const ASKED = { body: 'CCIAA-MS', year: '2021', isJson: true } as const
describe.each(KINDS)('the command punteggi on %s', (kind) => {
  let database: Database
  let api: Api
  let orm: Orm
  const statements: string[] = []
  const said = (asked: Partial<Parameters<typeof sayScores>[2]> = {}) =>
    sayScores(orm.em.fork(), clock, { ...ASKED, ...asked })
  async function records(asked: Partial<Parameters<typeof sayScores>[2]> = {}): Promise<readonly ScoreRecord[]> {
    const answer = await said(asked)
    if ('problem' in answer) throw new Error(answer.problem)
    return JSON.parse(answer.output) as readonly ScoreRecord[]
  }

  beforeAll(async () => {
    database = await demoDatabase(kind)
    api = await startApi(database)
    orm = await openOrm(database, { log: (statement) => statements.push(statement) })
    const head = await api.signIn('po-registro-imprese')
    const operations = [
      edit('T_medi_C1.1.1', 'RI', { type: 'number', number: 2.5 }),
      edit('Data_AvvioCancellRI.val', 'RI', { type: 'date', date: '2021-06-30' }),
    ]
    expect(verdictsIn(await head.ask<PushAnswer>(...aPush(operations)))).toEqual(['applied', 'applied'])
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  /** The same by the shared code alone. */
  async function expected(day: string, plan = massaCarrara) {
    const registers = await registersOfYears(orm.em.fork(), 'CCIAA-MS', { from: 2020, to: 2021 })
    const compiled = compilePlan(plan, 2021)
    const moment = { today: day, records: cycleRecords(compiled, registers, day) }
    return scoreNodes(scorePlan(compiled, cellValues(registers), moment))
  }

  it('[SC87.2] has each score once, as the shared code gives it', async () => {
    const nodes = await expected(TODAY)
    const given = await records()
    expect(given.map(({ about }) => about).sort()).toEqual(
      [...nodes.values()].map((node) => (node.kind === 'body' ? 'body' : nodeAddress(node))).sort(),
    )
    expect(given.length).toBe(
      1 + ['areas', 'objectives', 'indicators', 'sheets'].reduce((sum, list) => sum + sizeOf(massaCarrara, list), 0),
    )
    for (const { about, ...record } of given) {
      const node = nodes.get(about === 'body' ? 'body/CCIAA-MS' : about)
      if (!node) throw new Error(about)
      const value = node.indicator?.value ?? null
      expect(record, about).toEqual({
        value: value?.type === 'number' ? value.number : value?.type === 'date' ? value.date : null,
        achievement: node.achievement,
        coverage: node.coverage,
        band: node.band?.code ?? null,
        weight: node.share,
        sentence: explainScore(node),
      })
    }
    expect(given.find(({ about }) => about === 'indicators/C1.1_07')).toMatchObject({ value: 2.5, weight: 1 })
    expect(given.find(({ about }) => about === 'indicators/Data_AvvioCancellRI')).toMatchObject({ value: '2021-06-30' })
  })

  it('[SC87.1] is as if it were another day, on the values of now', async () => {
    const closed = await records({ day: '2022-03-01' })
    const nodes = await expected('2022-03-01')
    expect(closed.find(({ about }) => about === 'body')).toMatchObject({
      achievement: nodes.get('body/CCIAA-MS')?.achievement,
      sentence: explainScore(nodes.get('body/CCIAA-MS') ?? missing()),
    })
    expect(await records({ day: '1/3/2022' })).toEqual(closed)
    expect(closed).not.toEqual(await records())
    // What was entered in September counts as on a day of June.
    const june = (await records({ day: '2021-06-01' })).filter(({ value }) => value !== null)
    expect(june.map(({ about, value }) => [about, value])).toEqual(
      (await records()).flatMap(({ about, value }) => (value === null ? [] : [[about, value]])),
    )
    expect(june).not.toEqual([])
  })

  it('[SC87.1] takes a revised plan as it is known now', async () => {
    const title = 'Riveduto il 5 settembre'
    await loadPlan(orm.em.fork(), { ...massaCarrara, title }, { at: clock.now(), person: '' })
    expect(await said({ day: '2021-02-01', isJson: false })).toMatchObject({
      output: expect.stringContaining(`${title}: 2021, come se oggi fosse il 01/02/2021`) as string,
    })
  })

  it('is a tree of lines where nobody asked for JSON', async () => {
    const answer = await said({ isJson: false })
    const lines = 'output' in answer ? answer.output.split('\n') : []
    const given = await records()
    expect(lines.slice(3).map((line) => /^.{30} {2} *(.*)/.exec(line)?.[1]?.split(' ')[0])).toEqual(
      given.map(({ about }) => about.split(' ')[0]),
    )
    expect(lines.find((line) => line.includes('areas/'))).toMatch(/^ .{29} {4}areas\//)
  })

  it('[SC87.3] says in a sentence what is not there', async () => {
    const problem = (text: RegExp) => ({ problem: expect.stringMatching(text) as string })
    expect(await said({ body: 'NESSUNO' })).toEqual(
      problem(/^L’ente «NESSUNO» non c’è\. Enti di questi dati: .*CCIAA-MS/),
    )
    expect(await said({ year: '1999' })).toEqual(problem(/^L’ente «CCIAA-MS» non ha un piano per il 1999\..*2021-2023/))
    expect(await said({ year: 'ieri' })).toEqual(problem(/«ieri» non è un anno/))
    for (const day of ['2021-02-30', 'domani', '', '5/9/21'])
      expect(await said({ day })).toEqual(problem(/non è un giorno/))
  })

  it('[SC87.4] writes nothing and asks as much of a large plan as of a small one', async () => {
    const count = async () => {
      statements.length = 0
      await records()
      return statements.length
    }
    const small = await count()
    await loadPlan(orm.em.fork(), thrice(massaCarrara), { at: clock.now(), person: '' })
    expect(await count()).toBe(small)
    expect((await records()).length).toBeGreaterThan(2 * massaCarrara.indicators.length)
    expect(statements.filter((one) => !/^\W*(\[query\] )?select/i.test(one))).toEqual([])
    expect(small).toBeLessThan(8)
  })
})

const missing = (): never => {
  throw new Error('no score of the body')
}
const sizeOf = (plan: Plan, list: string): number => (plan[list as keyof Plan] as readonly unknown[]).length

/** The same plan with each indicator two times more, with codes of their own. */
const thrice = (plan: Plan): Plan => ({
  ...plan,
  indicators: [
    ...plan.indicators,
    ...['_a', '_b'].flatMap((more) => plan.indicators.map((one) => ({ ...one, code: one.code + more }))),
  ],
})
