import 'fake-indexeddb/auto'
import type { IsoDate } from '@traguardo/shared/model'
import { err, ok } from '@traguardo/shared/result'
import { effectScope, ref } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { exchangeAlone } from '../../../client/src/offline/exchange-alone'
import { createReplica, type Replica } from '../../../client/src/replica/replica'
import { createScores } from '../../../client/src/scores/scores'
import { deskOf, keyOf, newWorld } from '../../support/leaving'
import { massaCarrara } from '../../support/massa-carrara'

beforeEach(newWorld)

const today = ref<IsoDate>('2021-09-05')
type Fetch = Parameters<typeof createReplica>[0]['fetchPlan']
const nobody: Fetch = async () => null
const replica = (fetchPlan: Fetch = nobody): Replica => createReplica({ today, fetchPlan })
const note = (text: string) => ({ key: keyOf(1, 'note'), content: text })

describe('the replica of a person on a device', () => {
  it('holds nothing before a desk is opened, and takes no edit', async () => {
    const empty = replica()
    expect(empty.desk.value).toBeNull()
    expect(empty.registers.value).toEqual([])
    await expect(empty.edit(keyOf(1), null)).rejects.toThrow('No desk is open')
  })

  it('shows what was edited on it, and another one of the same device does so once it reads again', async () => {
    const [one, other] = [replica(), replica()]
    await one.open(await deskOf('anna'))
    await other.open(await deskOf('anna'))
    await one.editAll([note('prima'), note('poi')])
    expect(one.find(keyOf(1, 'note'))?.content).toBe('poi')
    expect(one.pending.value).toBeGreaterThan(0)
    expect(other.find(keyOf(1, 'note'))).toBeUndefined()
    await other.refresh()
    expect(other.find(keyOf(1, 'note'))?.content).toBe('poi')
    one.close()
    other.close()
  })

  it('puts everything away when its person goes, tells who asked to be told, and shows the next person only theirs', async () => {
    const shared = replica()
    let told = 0
    shared.onClosed(() => (told += 1))
    await shared.open(await deskOf('anna'))
    await shared.editAll([note('di Anna')])
    await shared.unfinished.keepText({ id: 'r1', key: keyOf(1), text: '12,5', over: '' })
    await shared.chooseYear(2020)
    shared.close()
    expect(told).toBe(1)
    expect([shared.desk.value, shared.plan.value, shared.chosenYear.value]).toEqual([null, null, null])
    expect([shared.registers.value, shared.pending.value, shared.unfinished.texts.size]).toEqual([[], 0, 0])
    await shared.open(await deskOf('bruno'))
    expect(shared.registers.value).toEqual([])
    shared.close()
  })

  it('keeps the plan that the server gives, and has it again without the server', async () => {
    const given = { body: 'B', year: 2021, hash: 'h1', document: massaCarrara }
    const first = replica(async () => ok(given))
    await first.open(await deskOf('anna'))
    expect(first.plan.value).toBeNull()
    await first.updatePlan()
    expect(first.plan.value).toEqual(massaCarrara)
    first.close()
    const later = replica()
    await later.open(await deskOf('anna'))
    expect(later.plan.value).toEqual(massaCarrara)
    later.close()
  })

  it('[RI62.5] keeps what was written whose head office takes nothing from them', async () => {
    const said = { __typename: 'Refusal', code: 'DAYS_ENDED', params: null, message: 'I suoi giorni sono finiti.' }
    vi.stubGlobal('fetch', async () => Response.json({ data: { sync: said } }))
    const at = replica()
    const desk = await deskOf('anna')
    await at.open(desk)
    await at.editAll([note('resta qui')])
    await expect(exchangeAlone(desk)).rejects.toMatchObject({ refusal: { code: 'DAYS_ENDED' } })
    await at.refresh()
    expect(at.pending.value).toBe(1)
    expect(at.find(keyOf(1, 'note'))?.content).toBe('resta qui')
    at.close()
    vi.unstubAllGlobals()
  })

  it('[RI9.5] takes the plan away from whose roles have ended, and says why', async () => {
    const refusal = { code: 'NO_ROLE', params: {}, message: 'Nessun ruolo.' }
    const at = replica(async (_body, year) =>
      year === 2021 ? ok({ body: 'B', year, hash: 'h1', document: massaCarrara }) : err(refusal),
    )
    await at.open(await deskOf('anna'))
    await at.updatePlan()
    expect(at.plan.value).not.toBeNull()
    await at.chooseYear(2020)
    expect([at.plan.value, at.planRefusal.value]).toEqual([null, refusal])
    await at.chooseYear(2021)
    expect(at.plan.value).not.toBeNull()
    at.close()
  })

  it('is scored by whoever asks: no score without a plan, and another one after a value', async () => {
    const at = replica(async () => ok({ body: 'CCIAA-MS', year: 2021, hash: 'h1', document: massaCarrara }))
    await at.open(await deskOf('anna', 'CCIAA-MS'))
    const scope = effectScope()
    const { scores, nodes, ready } = scope.run(() => createScores(at, today)) ?? expect.fail('no scores')
    await ready()
    expect(scores.value).toBeNull()
    await at.updatePlan()
    const found = () => nodes.value.get('indicators/Percent_LibriRI')?.achievement ?? null
    expect(found()).toBeNull()
    const key = (part: string) => ({
      ...keyOf(2, 'value'),
      body: 'CCIAA-MS',
      unit: 'RI',
      measure: `Percent_LibriRI.${part}`,
    })
    await at.editAll([
      { key: key('num'), content: { type: 'number', number: 10 } },
      { key: key('den'), content: { type: 'number', number: 10 } },
    ])
    expect(found()).not.toBeNull()
    scope.stop()
    at.close()
  })
})
