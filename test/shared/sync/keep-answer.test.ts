import {
  type PushAnswer,
  memoryStore,
  type OperationRecord,
  type RegisterState,
  registerId,
  type SyncStore,
  viewOf,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyAnswer } from '../../../shared/src/sync/device/apply-answer'
import { aKey, anOperation, aPush, aRecord, devicePorts, NOWHERE, SCOPES } from '../../support/sync'

const view = viewOf(SCOPES)
const scope = SCOPES.find((one) => one.includes('U1') && one.includes('/2/')) ?? ''
let phone: SyncStore

/** What the head office says that has nothing to say. */
const answer = (changes: Partial<PushAnswer>): PushAnswer => ({
  notice: 'none',
  epoch: 'e',
  receipt: null,
  verdicts: [],
  registers: [],
  tray: [],
  cursor: { ...NOWHERE, view: view.token, stamp: 9, tray: 9 },
  view,
  more: false,
  checksum: null,
  sums: null,
  safe: 0,
  serverTime: '2021-09-05T09:00:00.000Z',
  ...changes,
})
const state = (stamp: number, number: number): RegisterState => ({
  ...{ id: registerId(aKey), key: aKey, scope, head: `head-${stamp}`, person: 'bruno', at: '2021-09-05T08:00:00.000Z' },
  ...{ content: { type: 'number', number }, stamp, excused: false, complete: false },
})
const keep = (changes: Partial<PushAnswer>) => applyAnswer(phone, aPush([]), answer(changes), devicePorts())
const held = () => phone.reading((tx) => tx.registers([registerId(aKey)]))

beforeEach(() => {
  phone = memoryStore()
})

describe('an answer that is kept', () => {
  it('[SY10.3] puts no older state over a newer one', async () => {
    await phone.transaction((tx) => tx.putRegisters([state(5, 50)]))
    await keep({ registers: [state(3, 30)] })
    expect(await held()).toEqual([state(5, 50)])
  })

  it('[SY10.3] puts a newer state over an older one, and of two the newest', async () => {
    await phone.transaction((tx) => tx.putRegisters([state(5, 50)]))
    await keep({ registers: [state(7, 70), state(6, 60)] })
    expect(await held()).toEqual([state(7, 70)])
  })

  it('[SY20.5] lets go of what a backup holds, and never of what only a remote site has decided', async () => {
    const decided = (stamp: number, provisional: boolean): OperationRecord => {
      const operation = anOperation({ seq: stamp })
      const verdict = { operation: operation.id, type: 'applied' as const, stamp, provisional, scope }
      return aRecord(operation, { sent: true, verdict, stamp, scope })
    }
    const [final, last, provisional, later] = [
      decided(1, false),
      decided(4, false),
      decided(3, true),
      decided(5, false),
    ]
    await phone.transaction((tx) => tx.putOperations([final, last, provisional, later]))
    await keep({ safe: 4 })
    const ids = (await phone.reading((tx) => tx.decided())).map(({ operation }) => operation.id)
    expect(ids.sort()).toEqual([provisional, later].map(({ operation }) => operation.id).sort())
  })
})
