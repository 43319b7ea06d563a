import type { Plan } from '@traguardo/shared/model'
import type { Operation } from '@traguardo/shared/sync'
import { receivePush, viewOf } from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { AccountEntity } from '../../../server/src/identity/accounts/account.entity'
import { HolderEntity } from '../../../server/src/identity/organisation/holder.entity'
import { PersonEntity } from '../../../server/src/identity/organisation/person.entity'
import { openSession } from '../../../server/src/identity/sessions/sessions'
import { fixedDayClock, DEMO_DAY } from '../../../server/src/kernel/runtime/clock'
import type { EntityManager } from '../../../server/src/kernel/db/orm'
import { loadPlan } from '../../../server/src/plans/plan-loader'
import { scopeOf } from '../../../server/src/sync/scopes'
import { ormStore } from '../../../server/src/sync/store/orm-store'
import { aPush, anOperation, receivePorts } from '../../support/sync'
import { manyIndicators } from '../dear-requests'
import { filled } from '../plan'
import { addCopy, type Model, modelOf } from './copies'

export const LAST_YEAR = 2021
export const UNIT = 'RI'
export const HEAD = 'po-registro-imprese'
const CONTROLLER = 'controllo-gestione'
/** Indicators of a body: more than a thousand values are entered of them in a year. */
const INDICATORS = 345
/** Values of a body in a year. */
export const VALUES_A_YEAR = 1000

/** A body with a plan for so many years, the last of which is open. */
const planOf = (body: string, years: number): Plan => ({
  ...manyIndicators(UNIT, INDICATORS),
  body: { code: body, name: `Ente ${body}` },
  firstYear: LAST_YEAR + 1 - years,
  lastYear: LAST_YEAR,
})

/** A body with whoever is signed in there. */
export interface Body {
  readonly body: string
  /** Those that the head enters. */
  readonly measures: readonly string[]
  /** Tokens of sessions. */
  readonly head: string
  readonly controller: string
}

const clock = fixedDayClock(DEMO_DAY)

/** An account for somebody of a body, with a session. */
async function signIn(em: EntityManager, body: string, code: string): Promise<string> {
  const person = await em.findOneOrFail(PersonEntity, { body, code })
  const username = `${code}.${body}`
  em.create(AccountEntity, { username, hash: 'nessuna' })
  em.create(HolderEntity, { id: v7(), person, account: username })
  await em.flush()
  const token = await openSession(em, username, clock)
  if (token === null) throw new Error(`Nobody signs in: ${username}`)
  return token
}

/** With what the ids of the model's work begin: those of a copy begin with its number. */
export const MARK = 'aaaaaaaa'
const marked = (id: string): string => MARK + id.slice(MARK.length)

/** Values of a year, as the head's work: those of the open period of the last year are among them. */
function operationsOf(plan: Plan, year: number): readonly Operation[] {
  const node = marked(v7())
  const cells = filled(plan, year)
    .filter(
      ({ period, unit, measure }) => (year < LAST_YEAR || period < 3) && unit === UNIT && measure.startsWith('IX'),
    )
    .slice(0, VALUES_A_YEAR)
  if (cells.length < VALUES_A_YEAR) throw new Error(`A year has no ${VALUES_A_YEAR} values, but ${cells.length}`)
  return cells.map(({ value, ...cell }, at) =>
    anOperation({
      id: marked(v7()),
      node,
      seq: at + 1,
      person: HEAD,
      key: { ...cell, year, field: 'value' },
      content: value,
    }),
  )
}

/** Writes values of all years of a plan as pushes of their head do: operations, registers, sums, record. */
async function enter(em: EntityManager, plan: Plan): Promise<void> {
  const plans = [{ plan }]
  for (let year = plan.firstYear; year <= LAST_YEAR; year++) {
    const operations = operationsOf(plan, year)
    const ports = receivePorts({
      ...{ person: HEAD, now: `${year}-08-20T08:00:00.000Z`, batch: VALUES_A_YEAR, view: viewOf([]) },
      scopeOf: (key) => scopeOf(plans, key),
    })
    const node = operations[0]?.node ?? ''
    const push = aPush(operations, { body: plan.body.code, node })
    const { verdicts } = await receivePush(ormStore(em.fork()), push, ports)
    if (!verdicts.every(({ type }) => type === 'applied')) throw new Error(JSON.stringify(verdicts[0]))
  }
}

/**
 * Puts bodies in place with values of so many years: the first as pushes of its head write them, the others as copies of
 * what these wrote, with names, ids, sums and a record of their own.
 */
export async function addBodies(em: EntityManager, codes: readonly string[], years: number): Promise<readonly Body[]> {
  const bodies: Body[] = []
  let model: Model | null = null
  for (const [at, body] of codes.entries()) {
    const plan = planOf(body, years)
    await loadPlan(em.fork(), plan, { person: CONTROLLER, at: clock.now() })
    if (model) await addCopy(em.fork(), model, { body, mark: String(at).padStart(MARK.length, '0') })
    else {
      await enter(em, plan)
      model = await modelOf(em.fork(), { body, mark: MARK })
    }
    const own = em.fork()
    const measures = [...new Set(operationsOf(plan, LAST_YEAR).map(({ key }) => key.measure))]
    const [head, controller] = [await signIn(own, body, HEAD), await signIn(own, body, CONTROLLER)]
    bodies.push({ body, measures, head, controller })
  }
  return bodies
}
