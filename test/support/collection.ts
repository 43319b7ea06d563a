import { romeDay } from '@traguardo/shared/calendar'
import { type FindEntry, registerIndex } from '@traguardo/shared/collection'
import type { Plan } from '@traguardo/shared/model'
import type { Viewer } from '@traguardo/shared/people'
import {
  type Content,
  excusesLateness,
  authorizeOperation,
  memoryStore,
  PROTOCOL,
  readsOf,
  receivePush,
  registerId,
  type RegisterField,
  scopeName,
  type Verdict,
  viewOf,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'

/** What somebody does to a cell of body B in 2021. */
interface Deed {
  readonly measure: string
  readonly unit?: string
  readonly period?: number
  readonly year?: number
  readonly field?: RegisterField
  readonly content: Content
}

/** A head office in memory, where people of a plan write and the shared rules judge. */
export function anOffice(plan: Plan) {
  const store = memoryStore()
  const heads = new Map<string, string>()
  const viewerOf = (person: string): Viewer => ({
    person,
    roles: plan.people.find(({ code }) => code === person)?.roles ?? [],
  })
  let seq = 0
  return {
    heads,
    /** Does it on a day, over what stands; answers `applied`, `merged`, `conflict` or the code of the refusal. */
    async deed(person: string, day: string, deed: Deed): Promise<string> {
      const { measure, unit = 'U1', period = 2, year = 2021, field = 'value', content } = deed
      const key = { body: 'B', measure, unit, year, period, field }
      const register = registerId(key)
      const [head] = await store.reading((tx) => tx.registers([register]))
      seq += 1
      const operation = {
        id: v7(),
        node: `phone-${person}`,
        seq,
        person,
        deviceTime: `${day}T08:00:00.000Z`,
        protocol: PROTOCOL,
        kind: 'edit' as const,
        register,
        key,
        base: head?.head ?? null,
        content,
        about: null,
        decision: null,
      }
      const now = `${day}T08:00:${String(seq % 60).padStart(2, '0')}.000Z`
      const context = { plan, viewer: viewerOf(person), today: romeDay(now) }
      const push = {
        body: 'B',
        node: `phone-${person}`,
        protocol: PROTOCOL,
        epoch: null,
        lastSeq: Number.MAX_SAFE_INTEGER,
        cursor: { view: null, stamp: 0, tray: 0, behind: null },
        verify: false,
        operations: [operation],
      }
      const { verdicts } = await receivePush(store, push, {
        now,
        provisional: false,
        view: viewOf([]),
        persons: [person],
        bearer: { person, credential: 'x', name: null, receiver: null },
        receipts: { reader: person, prove: (text) => text, isProof: (text, proof) => text === proof },
        mayBring: () => true,
        judge: (one, standing) => authorizeOperation(one, { ...context, standing }),
        readsOf: (one) => readsOf(one, plan),
        excuses: (one, before) => excusesLateness(one, before, context),
        scopeOf: (one) => scopeName(one, ''),
        newId: v7,
      })
      const [verdict] = verdicts as [Verdict]
      if (verdict.type === 'applied') heads.set(`${measure}/${field}`, operation.id)
      return verdict.type === 'rejected' ? verdict.refusal.code : verdict.type
    },
    async find(): Promise<FindEntry> {
      return registerIndex(await store.reading((tx) => tx.registersSince('B', -1, null, Number.MAX_SAFE_INTEGER)))
    },
    registers: () => store.reading((tx) => tx.registersSince('B', -1, null, Number.MAX_SAFE_INTEGER)),
  }
}
