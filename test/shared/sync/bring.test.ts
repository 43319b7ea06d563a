import { usualCalendar } from '@traguardo/shared/calendar'
import type { Plan } from '@traguardo/shared/model'
import { mayBringValues } from '@traguardo/shared/people'
import {
  authorizeOperation,
  type Content,
  type HeadStore,
  memoryStore,
  type Operation,
  operationIn,
  type PushAnswer,
  readsOf,
  type ReceivePorts,
  receivePush,
  registerId,
  type RegisterState,
} from '@traguardo/shared/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import { aMeasure, anIndicator, aPlan } from '../../support/scoring'
import { aKey, anOperation, aPush, receivePorts } from '../../support/sync'

const plan = aPlan({
  measures: [
    aMeasure('M1', { entry: { by: 'units', units: ['U1', 'U2'] } }),
    aMeasure('SYS', { entry: { by: 'computed', what: 'achievement' } }),
  ],
  indicators: [anIndicator('I1', { formula: 'M1' })],
})
const number: Content = { type: 'number', number: 1 }
const review = (state: string) => ({ type: 'review', state, of: 'h', reason: 'Perché' }) as Content

interface Asked {
  readonly who?: string
  readonly of?: Partial<Operation>
  readonly today?: string
  readonly standing?: Content
  readonly plan?: Plan
}

/** The code of what is said to somebody who brings this; null where it is taken. */
function said({ who = 'cdg', of = {}, today = '2021-09-16', standing = null, plan: own = plan }: Asked): string | null {
  const roles = own.people.find(({ code }) => code === who)?.roles ?? []
  const operation = anOperation({ kind: 'bring', content: number, ...of, person: who })
  const refused = authorizeOperation(operation, {
    ...{ plan: own, viewer: { person: who, roles }, today },
    standing: (key) => (key.field === 'review' ? ({ key, head: 'h', content: standing } as RegisterState) : null),
  })
  return refused && refused.code
}

describe('what the controller brings', () => {
  it('[SY94.1] is of a period that is over, of any unit that enters the measure', () => {
    expect(said({})).toBeNull()
    expect(said({ of: { key: { ...aKey, unit: 'U2', period: 1 } } })).toBeNull()
    expect(said({ of: { key: { ...aKey, field: 'note' }, content: 'Dal bilancio' } })).toBeNull()
    expect(said({ today: '2021-09-15' })).toBe('PERIOD_OPEN')
    expect(said({ today: '2021-09-01' })).toBe('PERIOD_OPEN')
    expect(said({ today: '2021-08-31' })).toBe('PERIOD_CLOSED')
  })

  it('[SY94.1] is over for a unit on its own day', () => {
    const longer = { period: 2, unit: 'U1', deadline: '2021-10-31', reason: 'Guasto' }
    const calendars = [{ ...usualCalendar(2021), exceptions: [longer] }]
    expect(said({ plan: { ...plan, calendars } })).toBe('PERIOD_OPEN')
    expect(said({ plan: { ...plan, calendars }, today: '2021-11-01' })).toBeNull()
    expect(said({ plan: { ...plan, calendars }, of: { key: { ...aKey, unit: 'U2' } } })).toBeNull()
  })

  it('[SY94.1] [RI94] is nobody else’s to bring, whatever they head or manage', () => {
    for (const who of ['anna', 'bruno', 'sg']) expect(said({ who })).toBe('NOT_CONTROLLER')
    expect(said({ who: 'nessuno' })).toBe('NOT_YOUR_UNIT')
    const able = plan.people.filter(({ code: person, roles }) => mayBringValues({ person, roles }))
    expect(able.map(({ code }) => code)).toEqual(['cdg'])
  })

  it('[SY94.1] has to be something that the unit could have entered', () => {
    expect(said({ of: { key: { ...aKey, unit: 'U3' } } })).toBe('NOT_ENTERED_HERE')
    expect(said({ of: { key: { ...aKey, measure: 'SYS' } } })).toBe('NOT_ENTERED_HERE')
    expect(said({ of: { key: { ...aKey, measure: 'M9' } } })).toBe('UNKNOWN_MEASURE')
    expect(said({ of: { key: { ...aKey, period: 4 } } })).toBe('UNKNOWN_PERIOD')
    expect(said({ of: { content: { type: 'number', number: 1.5 } } })).toBe('NOT_A_COUNT')
    const closed = { ...plan, calendars: [{ ...usualCalendar(2021), closedOn: '2022-03-01' }] }
    expect(said({ plan: closed })).toBe('YEAR_CLOSED')
  })

  it('[SY94.4] is not put over what was confirmed, unless that was opened again', () => {
    expect(said({ standing: review('confirmed') })).toBe('VALUE_LOCKED')
    expect(said({ standing: review('reopened') })).toBeNull()
    expect(said({ standing: review('returned') })).toBeNull()
    expect(readsOf(anOperation({ kind: 'bring' }), plan)).toEqual([registerId({ ...aKey, field: 'review' })])
  })

  it('[SY94.7] is a value or a note, and never that there is none', () => {
    expect(said({ of: { content: null } })).toBe('MALFORMED_OPERATION')
    expect(said({ of: { key: { ...aKey, field: 'absence' }, content: 'x' } })).toBe('MALFORMED_OPERATION')
    expect(said({ of: { key: { ...aKey, field: 'review' }, content: review('confirmed') } })).toBe(
      'MALFORMED_OPERATION',
    )
    const sending = {
      key: { ...aKey, measure: '*', field: 'sending' as const },
      content: { type: 'sending' } as Content,
    }
    for (const who of ['cdg', 'anna']) expect(said({ who, of: sending })).toBe('MALFORMED_OPERATION')
    const form = (of: object) => operationIn({ ...anOperation({ kind: 'bring' }), ...of }).ok
    expect(form({})).toBe(true)
    expect(form({ about: anOperation({}).id })).toBe(false)
    expect(form({ decision: { reason: 'x', inTime: true } })).toBe(false)
  })
})

describe('what is brought, at the head office', () => {
  let head: HeadStore
  beforeEach(() => {
    head = memoryStore()
  })
  const ports = receivePorts()
  const push = (operations: readonly Operation[], changes: Partial<ReceivePorts> = {}): Promise<PushAnswer> =>
    receivePush(head, aPush(operations), { ...ports, ...changes })
  const heads = () => head.reading((tx) => tx.registersSince('B', 0, null, 1000))
  const kept = (ids: readonly string[]) => head.reading((tx) => tx.operations(ids))
  const types = ({ verdicts }: PushAnswer) => verdicts.map(({ type }) => type)

  it('[SY94.3] stands as brought until somebody enters another', async () => {
    const entered = anOperation({})
    const brought = anOperation({ kind: 'bring', seq: 2, base: entered.id, content: { type: 'number', number: 2 } })
    expect(types(await push([entered, brought]))).toEqual(['applied', 'applied'])
    expect(await heads()).toMatchObject([{ head: brought.id, content: brought.content, brought: true }])
    expect(await kept([brought.id])).toMatchObject([{ operation: { kind: 'bring' }, settlement: null }])
    const again = anOperation({ seq: 3, base: brought.id })
    expect(types(await push([again]))).toEqual(['applied'])
    const [state] = await heads()
    expect([state?.head, state?.brought]).toEqual([again.id, undefined])
  })

  it('[SY94.5] is not kept where it is refused, in conflict, or says what stands there', async () => {
    const entered = anOperation({ content: { type: 'number', number: 5 } })
    const conflict = anOperation({ kind: 'bring', seq: 2 })
    const same = anOperation({ kind: 'bring', seq: 3, content: { type: 'number', number: 5 } })
    expect(types(await push([entered, conflict, same]))).toEqual(['applied', 'conflict', 'merged'])
    const refused = anOperation({ kind: 'bring', seq: 4, base: entered.id })
    const judge = () => ({ code: 'PERIOD_CLOSED', params: {} })
    expect(types(await push([refused], { judge }))).toEqual(['rejected'])
    expect(await kept([conflict.id, same.id, refused.id])).toEqual([])
    expect(await heads()).toMatchObject([{ head: entered.id }])
    expect((await push([])).tray).toEqual([])
  })

  it('[SY94.6] is refused at a site, and by the head office from one', async () => {
    const brought = anOperation({ kind: 'bring' })
    const bearer = { ...ports.bearer, person: null }
    for (const changes of [{ provisional: true }, { bearer }]) {
      head = memoryStore()
      expect((await push([brought], changes)).verdicts).toMatchObject([
        { type: 'rejected', refusal: { code: 'BROUGHT_ELSEWHERE' }, stamp: 0 },
      ])
      expect(await heads()).toEqual([])
    }
  })
})
