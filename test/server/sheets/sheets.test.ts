import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adoptPolicy } from '../../support/adopted'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

const LIVES =
  '... on SheetLives { events { sheet step person remarks } judgements { id about score askedBy decision } } ... on Refusal { code }'
const STEP = `mutation($sheet: String!, $step: String!, $remarks: String!) { sheetStep(year: 2021, sheet: $sheet, step: $step, remarks: $remarks) { ${LIVES} } }`
const ASK = `mutation($about: String!, $score: Float!, $reason: String!) { judgementAsk(year: 2021, about: $about, score: $score, reason: $reason) { ${LIVES} } }`
const DECIDE = `mutation($id: String!, $approve: Boolean!) { judgementDecide(id: $id, approve: $approve, answer: "Visto") { ${LIVES} } }`

interface Lives {
  readonly code?: string
  readonly events: readonly { readonly step: string; readonly person: string; readonly remarks: string }[]
  readonly judgements: readonly { readonly about: string; readonly id: string; readonly decision: string | null }[]
}

describe.each(KINDS)('individual sheets on %s', (kind) => {
  let api: Api
  const callers = new Map<string, Caller>()
  const as = async (name: string) => {
    const caller = callers.get(name) ?? (await api.signIn(name))
    callers.set(name, caller)
    return caller
  }
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
  })
  afterAll(() => api.close())
  const step = async (who: string, name: string, { sheet = 'PO2', remarks = '' } = {}) =>
    (await (await as(who)).ask<{ sheetStep: Lives }>(STEP, { sheet, step: name, remarks })).sheetStep

  it('[IS1.1] [IS2.1] [IS2.2] [IS2.3] are assigned, discussed, accepted by their person with remarks, monitored and closed, in this order', async () => {
    expect((await step('segretario-generale', 'discussed')).code).toBe('STEP_OUT_OF_ORDER')
    expect((await step('po-registro-imprese', 'assigned')).code).toBe('NOT_YOUR_STEP')
    expect((await step('po-promozione', 'assigned')).code).toBe('UNKNOWN_SHEET')
    await step('segretario-generale', 'assigned')
    await step('controllo-gestione', 'discussed')
    expect((await step('segretario-generale', 'accepted')).code).toBe('NOT_YOUR_SHEET')
    const accepted = await step('po-registro-imprese', 'accepted', { remarks: 'Il target sul CO è alto' })
    expect(accepted.events.at(-1)).toMatchObject({
      step: 'accepted',
      person: 'po-registro-imprese',
      remarks: 'Il target sul CO è alto',
    })
    expect((await step('segretario-generale', 'closed')).code).toBe('STEP_OUT_OF_ORDER')
    await step('segretario-generale', 'monitored')
    const closed = await step('segretario-generale', 'closed')
    expect(closed.events.map((event) => event.step)).toEqual([
      'assigned',
      'discussed',
      'accepted',
      'monitored',
      'closed',
    ])
    expect((await step('segretario-generale', 'assigned')).code).toBe('STEP_OUT_OF_ORDER')
  })

  it('[IS1.4] of two who take the same step at once one does', async () => {
    const [sg, cdg] = [await as('segretario-generale'), await as('controllo-gestione')]
    const take = (caller: Caller) =>
      caller.ask<{ sheetStep: Lives }>(STEP, { sheet: 'PO3', step: 'assigned', remarks: '' })
    await Promise.all([take(sg), take(cdg)])
    const twice = await Promise.all(
      [sg, cdg].map((caller) =>
        caller.ask<{ sheetStep: Lives }>(STEP, { sheet: 'PO3', step: 'discussed', remarks: '' }),
      ),
    )
    expect(twice.map(({ sheetStep }) => sheetStep.code ?? 'done').sort()).toEqual(['STEP_OUT_OF_ORDER', 'done'])
  })

  it('[IS2.2] keep the remarks of who accepted', async () => {
    const { sheetLives } = await (
      await as('po-registro-imprese')
    ).ask<{ sheetLives: Lives }>(`{ sheetLives(body: "CCIAA-MS", year: 2021) { ${LIVES} } }`)
    expect(sheetLives.events.filter(({ remarks }) => remarks !== '')).toMatchObject([
      { step: 'accepted', remarks: 'Il target sul CO è alto' },
    ])
  })

  it('[RI3.3] are seen by their people alone', async () => {
    const { sheetLives } = await (
      await as('po-promozione')
    ).ask<{ sheetLives: Lives }>(`{ sheetLives(body: "CCIAA-MS", year: 2021) { ${LIVES} } }`)
    expect(sheetLives.events).toEqual([])
  })

  it('[IS3.1] [IS3.4] [IS3.6] take a score by hand only where the policy allows it, asked for and approved by different people', async () => {
    const ask = async (who: string, changes = {}) => {
      const asked = { about: 'sheets/PO2', score: 80, reason: 'Evento non imputabile', ...changes }
      return (await (await as(who)).ask<{ judgementAsk: Lives }>(ASK, asked)).judgementAsk
    }
    expect((await ask('segretario-generale')).code).toBe('POLICY_FORBIDS')
    const controller = await as('controllo-gestione')
    await adoptPolicy(controller, { judgement: 'override' }, '2021-09-05')
    expect((await ask('segretario-generale', { reason: ' ' })).code).toBe('REASON_MISSING')
    expect((await ask('segretario-generale', { score: 120 })).code).toBe('BAD_SCORE')
    expect((await ask('segretario-generale', { about: 'areas/1' })).code).toBe('NOT_ON_A_SHEET')
    expect((await ask('po-promozione')).code).toBe('NOT_ON_A_SHEET')
    const asked = await ask('oiv')
    const id = asked.judgements.at(-1)?.id
    const decide = async (who: string, approve = true) =>
      (await (await as(who)).ask<{ judgementDecide: Lives }>(DECIDE, { id, approve })).judgementDecide
    expect((await decide('oiv')).code).toBe('OWN_REQUEST')
    expect((await decide('segretario-generale')).code).toBe('NOT_CONTROLLER')
    expect((await decide('controllo-gestione')).judgements.at(-1)?.decision).toBe('approved')
    expect((await decide('controllo-gestione', false)).code).toBe('ALREADY_DECIDED')
  })

  it('[IS4.3] keep a score by hand that was approved: it is decided once', async () => {
    const seen = await (
      await as('oiv')
    ).ask<{ sheetLives: Lives }>(`{ sheetLives(body: "CCIAA-MS", year: 2021) { ${LIVES} } }`)
    const id = seen.sheetLives.judgements.at(-1)?.id
    const { judgementDecide } = await (
      await as('controllo-gestione')
    ).ask<{ judgementDecide: Lives }>(DECIDE, { id, approve: false })
    expect(judgementDecide.code).toBe('ALREADY_DECIDED')
  })

  it('[IS4.1] show an approved score by hand in the score, to those who see the sheet', async () => {
    const SHEETS = `{ tree(body: "CCIAA-MS", year: 2021) { ... on Tree { sheets { code score { achievement rule } } } } }`
    interface Sheets {
      readonly tree: { readonly sheets: readonly { readonly code: string; readonly score: unknown }[] }
    }
    const of = async (who: string) =>
      (await (await as(who)).ask<Sheets>(SHEETS)).tree.sheets.find(({ code }) => code === 'PO2')
    expect((await of('po-registro-imprese'))?.score).toMatchObject({ achievement: 0.8, rule: 'SC50' })
    expect(await of('po-promozione')).toBeUndefined()
  })

  it('[IS4.2] show who asked for a score by hand, who approved it and why', async () => {
    const head = await as('po-registro-imprese')
    const said = '... on SheetLives { judgements { reason askedBy decidedBy decision } }'
    expect(await head.ask(`{ sheetLives(body: "CCIAA-MS", year: 2021) { ${said} } }`)).toMatchObject({
      sheetLives: {
        judgements: [
          {
            ...{ reason: 'Evento non imputabile', askedBy: 'oiv' },
            ...{ decidedBy: 'controllo-gestione', decision: 'approved' },
          },
        ],
      },
    })
  })

  it('[IS4.4] take another score by hand after one that was approved', async () => {
    const asked = { about: 'sheets/PO2', score: 90, reason: 'Un altro evento' }
    const { judgementAsk } = await (await as('oiv')).ask<{ judgementAsk: Lives }>(ASK, asked)
    expect(judgementAsk.judgements.map(({ decision }) => decision)).toEqual(['approved', null])
  })

  it('[IS3.10] take a score by hand of an objective of the body from the evaluator, where the policy lets it', async () => {
    const asked = { about: 'objectives/1.1', score: 70, reason: 'Obiettivo qualitativo' }
    const ask = async (who: string) => (await (await as(who)).ask<{ judgementAsk: Lives }>(ASK, asked)).judgementAsk
    expect((await ask('oiv')).code).toBe('NOT_ON_A_SHEET')
    const policy = { judgement: 'override', judged: 'everything' } as const
    await adoptPolicy(await as('controllo-gestione'), policy, '2021-09-05')
    expect((await ask('segretario-generale')).code).toBe('NOT_YOUR_SHEET')
    const made = (await ask('oiv')).judgements.find(({ about }) => about === 'objectives/1.1')
    expect(made).toMatchObject({ decision: null })
    const controller = await as('controllo-gestione')
    await controller.ask<{ judgementDecide: Lives }>(DECIDE, { id: made?.id, approve: true })
    const OBJECTIVE = '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }'
    const { plan } = await (
      await as('po-promozione')
    ).ask<{ plan: { document: { judgements?: readonly { about: string; score: number }[] } } }>(OBJECTIVE)
    expect(plan.document.judgements).toMatchObject([{ about: 'objectives/1.1', score: 70 }])
  })
})
