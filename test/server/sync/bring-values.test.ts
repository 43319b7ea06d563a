import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compilePlan, explanationOf, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import { cellValues } from '@traguardo/shared/collection'
import type { RegisterState } from '@traguardo/shared/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BringingAsked, sayBrought } from '../../../server/src/app/console/say-brought'
import { sayScores, type ScoreRecord } from '../../../server/src/app/console/say-scores'
import { demoDays } from '../../../server/src/app/demo/demo-plans'
import { openOrm } from '../../../server/src/app/open-orm'
import { DEMO_DAY, fixedDayClock, realClock } from '../../../server/src/kernel/runtime/clock'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { verifyRecords } from '../../../server/src/kernel/audit/read-record'
import { tellChains } from '../../../server/src/kernel/audit/tell-chains'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { viewFor, scopeOf } from '../../../server/src/sync/scopes'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { registersOfYears } from '../../../server/src/sync/store/registers-of-years'
import { registersAsOf } from '../../../server/src/sync/store/rows'
import { viewerOf } from '../../../server/src/app/console/say-brought'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'
import { aMeasure, anIndicator, aPlan, atLeast } from '../../support/scoring'

const BODY = 'CCIAA-MS'
const HEAD = 'po-registro-imprese'
const CONTROLLER = 'controllo-gestione'
const clock = fixedDayClock(DEMO_DAY, realClock, demoDays())
const HEADING = 'misura;unita;anno;periodo;valore;nota'
const HISTORY = `query($measure: String!, $unit: String!, $period: Int!) {
  history(body: "CCIAA-MS", measure: $measure, unit: $unit, year: 2021, period: $period) { ... on Refusal { code }
  ... on History { entries { personTitle device record { operation { kind content key { field } } verdict { type } } } } } }`
const RECORD = `query($about: String) { record(body: "CCIAA-MS", about: $about) {
  ... on RecordPage { entries { person action outcome detail } } } }`

describe.each(KINDS)('values that are brought in a file on %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'traguardo-valori-'))
  let api: Api
  let orm: Orm
  let manager: Caller
  let controller: Caller
  let files = 0
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database)
    orm = await openOrm(database)
    manager = await api.signIn('segretario-generale')
    controller = await api.signIn(CONTROLLER)
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function bring(rows: readonly string[], asked: Partial<BringingAsked> = {}) {
    const file = join(folder, `${(files += 1)}.csv`)
    writeFileSync(file, [HEADING, ...rows].join('\n'))
    const of = { body: BODY, file, person: CONTROLLER, isTrial: false, ...asked }
    const said = await sayBrought(orm.em.fork(), clock, of)
    return 'output' in said ? said.output.split('\n') : said.problem.replaceAll(`${file}:`, '').split('\n')
  }
  /** Lines and codes of what is refused. */
  const codes = (lines: readonly string[]) =>
    lines.flatMap((line) => /^(\d+) ([A-Z_]+) /.exec(line)?.slice(1, 3).join(' ') ?? [])
  const tables = ['operation', 'register', 'record', 'device', 'scope_sum', 'counter', 'setting']
  const everything = async () =>
    Promise.all(tables.map(async (table) => JSON.stringify(await orm.em.fork().execute(`select * from "${table}"`))))
  const standing = async (measure: string, period: number, body = BODY) =>
    (await registersOfYears(orm.em.fork(), body, { from: 2015, to: 2025 })).find(
      ({ key }) => key.measure === measure && key.period === period && key.field === 'value',
    )

  it('[SY95.4] are somebody’s own, of the open period, for a unit head as on a device', async () => {
    const own = { person: HEAD }
    expect(await bring(['T_medi_C1.1.1;RI;2021;2;2,25;', 'Data_AvvioCancellRI.val;;2021;II;30/06/2021;'], own)).toEqual(
      [
        'riga 2: T_medi_C1.1.1, RI, II quadrimestre 2021: n.d. → 2,25',
        'riga 3: Data_AvvioCancellRI.val, RI, II quadrimestre 2021: n.d. → 30/06/2021',
        'Portati 2 valori.',
      ],
    )
    expect(await standing('T_medi_C1.1.1', 2)).toMatchObject({ person: HEAD, content: { number: 2.25 } })
    expect((await standing('T_medi_C1.1.1', 2))?.brought).toBeUndefined()
    const refused = await bring(['T_medi_C1.1.1;RI;2021;1;2;', 'Conoscenza_Pid.val;PROM;2021;2;1;'], own)
    expect(codes(refused)).toEqual(['2 PERIOD_CLOSED', '3 NOT_YOUR_UNIT'])
    expect(codes(await bring(['Percent_LibriRI.num;RI;2021;2;n.a.;'], own))).toEqual(['2 REASON_MISSING'])
    const explained = await bring(['Percent_LibriRI.num;RI;2021;2;n.a.;nessun libro chiesto'], own)
    expect(explained.at(-1)).toBe('Portati 1 valore e 1 nota.')
    const others = massaCarrara.measures.find(({ code }) => code === 'PO5_1_2021.1.val')?.code ?? ''
    expect(codes(await bring([`${others};RAG;2021;2;1/1/2021;`], own))).toEqual(['2 UNKNOWN_MEASURE'])
  })

  it('[SY94.1] [SY94.3] [SY95.5] are of any unit for the controller, and stand as brought', async () => {
    const rows = ['T_medi_C1.1.1;RI;2021;1;3,5;da protocollo', 'Conoscenza_Pid.val;PROM;2021;1;4;']
    expect(await bring(rows)).toEqual([
      'riga 2: T_medi_C1.1.1, RI, I quadrimestre 2021, nota: nessuna → «da protocollo»',
      'riga 2: T_medi_C1.1.1, RI, I quadrimestre 2021: n.d. → 3,5',
      'riga 3: Conoscenza_Pid.val, PROM, I quadrimestre 2021: n.d. → 4',
      'Portati 2 valori e 1 nota.',
    ])
    const state = await standing('T_medi_C1.1.1', 1)
    expect(state).toMatchObject({ person: CONTROLLER, brought: true, excused: false, content: { number: 3.5 } })
    const asOf = await registersAsOf(orm.em.fork(), BODY, { from: 2021, to: 2021, day: DEMO_DAY })
    expect(asOf.find(({ id }) => id === state?.id)).toMatchObject({ brought: true, head: state?.head })
    const { history } = await manager.ask<{ history: object }>(HISTORY, {
      measure: 'T_medi_C1.1.1',
      unit: 'RI',
      period: 1,
    })
    expect(history).toMatchObject({
      entries: [
        { record: { operation: { kind: 'bring', content: 'da protocollo', key: { field: 'note' } } } },
        {
          device: 'importa-valori, dalla riga di comando',
          record: { operation: { kind: 'bring' }, verdict: { type: 'applied' } },
        },
      ],
    })
    const { record } = await controller.ask<{ record: object }>(RECORD, { about: 'value/T_medi_C1.1.1/RI/2021/1' })
    expect(record).toMatchObject({
      entries: [
        { person: CONTROLLER, action: 'value.bring', outcome: 'done', detail: { content: { number: 3.5 } } },
        { person: CONTROLLER, action: 'note.bring', outcome: 'done' },
      ],
    })
    const compiled = compilePlan(massaCarrara, 2021)
    const node = scoreNodes(scorePlan(compiled, cellValues([state as RegisterState]), { today: DEMO_DAY })).get(
      'indicators/C1.1_07',
    )
    if (!node) throw new Error('no such indicator')
    const said = (language: 'it' | 'en') => JSON.stringify(explanationOf(node, massaCarrara, language))
    expect(said('it')).toContain('3,5, portato dal controllo di gestione (')
    expect(said('en')).toContain('3,5, brought by the management controller (')
    const missing = await bring(['Conoscenza_Pid.val;PROM;2021;2;4;', 'Conoscenza_Pid.val;PROM;2021;3;4;'])
    expect(codes(missing)).toEqual(['2 PERIOD_OPEN', '3 PERIOD_CLOSED'])
  })

  it('[SY95.5] are operations of one node of their person, and links of the chain of the record', async () => {
    const rows = await orm.em
      .fork()
      .execute<{ person: string; seq: number; node: string }[]>(
        `select "person", "seq", "node" from "operation" where "body" = '${BODY}' and "kind" = 'bring' order by "seq"`,
      )
    expect(rows.map(({ person, seq }) => [person, seq])).toEqual([1, 2, 3].map((seq) => [CONTROLLER, seq]))
    expect(new Set(rows.map(({ node }) => node)).size).toBe(1)
    expect(tellChains(await verifyRecords(orm.em.fork(), BODY)).bad).toEqual([])
  })

  it('[SY95.2] change nothing where they stand already', async () => {
    const before = await everything()
    expect(
      await bring(['T_medi_C1.1.1;RI;2021;1;3,50;da protocollo', 'Conoscenza_Pid.val;PROM;2021;1;4;', ';;;;n.d.;']),
    ).toEqual(['Già uguali, e lasciati come sono: 3.', 'Righe senza valore, lasciate fuori: 4.', 'Portati 0 valori.'])
    expect(await everything()).toEqual(before)
  })

  it('[SY95.1] [VA20.7] [VA20.9] are taken whole or not at all', async () => {
    const before = await everything()
    const rows = [
      'Conoscenza_Pid.val;PROM;2021;1;5;',
      'Conoscenza_Pid.val;PROM;2021;I;6;',
      'T_medi_C1.1.1;RI;2021;1;=1+1;',
      'NIENTE;RI;2021;1;1;',
      'T_medi_C1.1.1;RI;1999;1;1;',
      'T_medi_C1.1.1;RI;ieri;1;1;',
      'T_medi_C1.1.1;RI;2021;3;1;',
      'corta',
    ]
    const lines = await bring(rows)
    expect(codes(lines)).toEqual([
      '3 DUPLICATE_ROW',
      '4 NOT_A_NUMBER',
      '5 UNKNOWN_MEASURE',
      '6 NO_PLAN',
      '7 BAD_YEAR',
      '8 PERIOD_CLOSED',
      '9 ROW_COLUMNS',
    ])
    expect(lines.at(-1)).toBe('Errori: 7. Non è stato scritto niente.')
    expect(await everything()).toEqual(before)
  })

  it('[VA20.7] are refused where two rows are of one cell, however it is written', async () => {
    const rows = ['Conoscenza_Pid.val;PROM;2021;1;5;', 'Conoscenza_Pid.val;;2021;I quadrimestre;6;']
    expect(codes(await bring(rows))).toEqual(['3 DUPLICATE_ROW'])
  })

  it('[SY95.3] are told and not written in a trial', async () => {
    const before = await everything()
    const trial = { isTrial: true }
    expect(await bring(['Conoscenza_Pid.val;PROM;2021;1;5;'], trial)).toEqual([
      'riga 2: Conoscenza_Pid.val, PROM, I quadrimestre 2021: 4 → 5',
      'Prova: cambierebbe 1 valore. Non è stato scritto niente.',
    ])
    expect(codes(await bring(['Conoscenza_Pid.val;PROM;2021;2;5;'], trial))).toEqual(['2 PERIOD_OPEN'])
    expect(await everything()).toEqual(before)
  })

  it('[SY94.4] are not put over what was confirmed, until it is opened again', async () => {
    const head = (await standing('Conoscenza_Pid.val', 1))?.head ?? ''
    const review = (state: string, base: string | null) => {
      const content = { type: 'review', state, of: head, reason: state === 'confirmed' ? '' : 'Errore' } as never
      return edit('Conoscenza_Pid.val', 'PROM', content, { field: 'review', period: 1, base })
    }
    const confirmed = review('confirmed', null)
    const push = async (one: typeof confirmed) =>
      verdictsIn(await manager.ask<PushAnswer>(...aPush([one], 'segretario-generale')))
    expect(await push(confirmed)).toEqual(['applied'])
    expect(codes(await bring(['Conoscenza_Pid.val;PROM;2021;1;6;']))).toEqual(['2 VALUE_LOCKED'])
    expect(await push(review('reopened', confirmed.id))).toEqual(['applied'])
    expect((await bring(['Conoscenza_Pid.val;PROM;2021;1;6;'])).at(-1)).toBe('Portato 1 valore.')
  })

  it('[SY94.1] let an indicator against the year before begin', async () => {
    const scoreOf = async (about: string) => {
      const said = await sayScores(orm.em.fork(), clock, {
        body: 'CCIAA-MT',
        year: '2020',
        isJson: true,
        day: '2021-03-01',
      })
      const records = JSON.parse('output' in said ? said.output : '[]') as readonly ScoreRecord[]
      return records.find((one) => one.about === about)?.value
    }
    expect(await scoreOf('indicators/2-b')).toBeNull()
    const rows = [2019, 2020].flatMap((year) =>
      [1, 2, 3].map((period) => `2-b.val;S-PROM;${year};${period};${year - 2010};`),
    )
    const later = fixedDayClock('2021-03-01')
    const file = join(folder, 'mt.csv')
    writeFileSync(file, [HEADING, ...rows].join('\r\n'))
    const asked = { body: 'CCIAA-MT', file, person: CONTROLLER, isTrial: false }
    expect(await sayBrought(orm.em.fork(), later, asked)).toMatchObject({
      output: expect.stringMatching(/Portati 6 valori\.$/) as string,
    })
    expect(await scoreOf('indicators/2-b')).toBe(30 / 27)
  })

  it('[SY95.6] leave behind nobody who is waited for after a loss', async () => {
    const isAwaited = (body: string) =>
      ormStore(orm.em.fork()).reading((tx) => tx.isAwaited(body, 'epoch', '2000-01-01T00:00:00.000Z'))
    const devices = await orm.em.fork().execute<object[]>(`select * from "device" where "body" = 'CCIAA-MT'`)
    expect(devices).toHaveLength(1)
    expect([await isAwaited('CCIAA-MT'), await isAwaited(BODY)]).toEqual([false, true])
  })

  it('[SY94.2] of a year before every plan go by the plan that begins next, and whoever sees its scores sees them', async () => {
    const plan = aPlan({
      measures: [aMeasure('A')],
      indicators: [anIndicator('I1', { formula: 'A / previous_year(A)', targets: [atLeast(1)] })],
    })
    await loadPlan(orm.em.fork(), plan, { at: clock.now(), person: '' })
    const rows = [2020, 2011].map((year) => `A;U1;${year};3;5;`)
    const of = { body: 'B', person: 'cdg' }
    expect((await bring(rows, of)).at(-1)).toBe('Portati 2 valori.')
    expect(codes(await bring(['A;U1;2010;3;5;', 'A;U1;2024;3;5;'], of))).toEqual(['2 NO_PLAN', '3 NO_PLAN'])
    expect(codes(await bring(['A;U1;2020;2;5;'], { ...of, person: 'anna' }))).toEqual(['2 NO_PLAN'])
    expect((await bring(['A;U1;2021;1;10;'], of)).at(-1)).toBe('Portato 1 valore.')
    const said = await sayScores(orm.em.fork(), clock, { body: 'B', year: '2021', isJson: true })
    const records = JSON.parse('output' in said ? said.output : '[]') as readonly ScoreRecord[]
    expect(records.find(({ about }) => about === 'indicators/I1')?.value).toBe(2)
    const plans = await planShelf(clock).all(orm.em.fork(), 'B')
    const viewer = await viewerOf(orm.em.fork(), { body: 'B', person: 'bruno' }, DEMO_DAY)
    const state = (await registersOfYears(orm.em.fork(), 'B', { from: 2020, to: 2020 }))[0]
    if (!viewer || !state) throw new Error('nobody, or nothing')
    expect(state.scope).toBe(scopeOf(plans, state.key))
    expect(viewFor(plans, viewer).scopes).toContain(state.scope)
    expect(viewFor(plans, viewer).scopes.filter((scope) => /^20(19|11)/.test(scope))).toEqual([])
  })

  it('are refused of a body or position that is not there, or holds no role', async () => {
    expect(await bring(['x'], { body: 'X' })).toEqual(['L’ente «X» non c’è.'])
    expect(await bring(['x'], { person: 'nessuno' })).toEqual(['«nessuno» non è tra gli incarichi dell’ente.'])
    await expect(bring([], { file: join(folder, 'niente.csv') })).rejects.toThrow('Non riesco a leggere')
  })
})
