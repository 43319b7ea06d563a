import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { accountOf } from '../../../server/src/identity/accounts/account-of'
import { actsIn, heldBy, holdersOn, personsOf } from '../../../server/src/identity/organisation/positions'
import { findSession, openSession, signedInAs } from '../../../server/src/identity/sessions/sessions'
import { staffOf } from '../../../server/src/identity/users/staff-of'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { colleaguesOf } from '../../../server/src/notifications/colleagues'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { whoseYear } from '../../../server/src/plans/whose-year'
import { registersOfYears } from '../../../server/src/sync/store/registers-of-years'
import { registersAsOf } from '../../../server/src/sync/store/rows'
import { demoDatabase, KINDS } from '../../support/databases'

const BODY = 'CCIAA-MS'
const SG = 'segretario-generale'
const DAY = '2021-09-05'
const clock = { now: () => `${DAY}T08:00:00.000Z` }

describe.each(KINDS)('what is read in how many statements, on %s', (kind) => {
  let orm: Orm
  let run: string[] = []
  beforeAll(async () => {
    orm = await openOrm(await demoDatabase(kind), { log: (statement) => run.push(statement) })
  })
  afterAll(() => orm.close(true))

  const countOf = async (read: (em: EntityManager) => Promise<unknown>) => {
    run = []
    expect(await read(orm.em.fork())).toBeTruthy()
    // The ORM colours what it logs, or not, by what was opened before it in the process.
    return run.filter((statement) => statement.includes('select ')).length
  }

  it.each<readonly [string, number, (em: EntityManager) => Promise<unknown>]>([
    ['an account by its name', 1, (em) => accountOf(em, SG)],
    ['the holdings of an account, with positions and bodies', 1, (em) => heldBy(em, SG)],
    ['the positions in which it acts', 1, (em) => actsIn(em, SG, clock)],
    ['the positions that it enters', 1, (em) => personsOf(em, SG, clock)],
    ['the holders of a body', 1, (em) => holdersOn(em, BODY, DAY)],
    ['whoever holds a role', 1, (em) => colleaguesOf(em, BODY)],
    ['whose the years are', 1, (em) => whoseYear(em, BODY)],
    ['everybody of a body', 8, (em) => staffOf(em, BODY, clock)],
    ['as whom an account begins', 3, (em) => signedInAs(em, SG, clock)],
    ['what was entered in some years', 1, (em) => registersOfYears(em, BODY, { from: 2020, to: 2021 })],
    ['what stood on a day', 1, (em) => registersAsOf(em, BODY, { from: 2020, to: 2021, day: DAY })],
  ])('%s: %i', async (_what, count, read) => {
    expect(await countOf(read)).toBe(count)
  })

  it('the person of a session: 1', async () => {
    const token = (await openSession(orm.em.fork(), SG, clock)) ?? expect.fail('not let in')
    expect(await countOf((em) => findSession(em, token, clock))).toBe(1)
  })

  it('a plan with what stands beside it: 2, and 1 where it is at hand', async () => {
    const shelf = planShelf(clock)
    expect(await countOf((em) => shelf.find(em, BODY, 2021))).toBe(2)
    expect(await countOf((em) => shelf.find(em, BODY, 2021))).toBe(1)
  })
})
