import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { appendEntry, type ActedEvent } from '../../../server/src/kernel/audit/append'
import type { AppPorts } from '../../../server/src/kernel/context'
import type { EntityManager, Orm } from '../../../server/src/kernel/db/orm'
import { notifyEverybody } from '../../../server/src/notifications/notify'
import { planShelf } from '../../../server/src/plans/plan-shelf'
import { rescopeWhereDue } from '../../../server/src/sync/rescope'
import { demoDatabase } from '../../support/databases'

const BODY = 'CCIAA-MS'
const SENT: ActedEvent = {
  ...{ body: BODY, at: '2021-09-05T08:00:00.000Z', person: 'segretario-generale', action: 'sheet.assigned' },
  ...{ about: ['sheets/PO2'], detail: { year: 2021, sheet: 'PO2', step: 'assigned', remarks: '' } },
} as ActedEvent

describe('a round of what there is to tell', () => {
  let orm: Orm
  let day = '2021-09-05'
  const errors: unknown[] = []
  const clock = { now: () => `${day}T08:00:00.000Z` }

  beforeEach(async () => {
    day = '2021-09-05'
    errors.splice(0)
    orm = await openOrm(await demoDatabase('sqlite'))
  })
  afterEach(() => orm.close(true))

  const ports = (changes: object = {}): AppPorts =>
    ({ clock, plans: planShelf(clock), log: (error: unknown) => errors.push(error), ...changes }) as unknown as AppPorts
  const round = (changes: object = {}, signal = new AbortController().signal) =>
    notifyEverybody(ports(changes), orm.em, signal)
  const rows = <T extends object>(sql: string) => orm.em.fork().execute<T[]>(sql)
  const valueOf = async (name: string) =>
    (await rows<{ value: string }>(`select "value" from "setting" where "name" = '${name}'`))[0]?.value ?? null
  const kinds = async () => (await rows<{ kind: string }>('select "kind" from "notice"')).map(({ kind }) => kind)
  const happens = (events: readonly ActedEvent[]) =>
    orm.em.fork().transactional((tx) => appendEntry(tx as EntityManager, events))

  it('[SY19.1] says once that registers belong elsewhere: when a version of a plan begins to count', async () => {
    expect(await round()).toBe(true)
    expect(await valueOf(`rescope/${BODY}`)).toBe('due')
    await rescopeWhereDue(orm.em, clock)
    expect(await rows(`select * from "setting" where "name" like 'rescope/%'`)).toEqual([])
    expect(await round()).toBe(false)
    const same = '"body_code", "first_year", "last_year", "hash", "document"'
    await orm.em
      .fork()
      .execute(
        `insert into "plan" ("id", "version", "in_force_from", ${same}) ` +
          `select 'later', 2, '2021-09-06', ${same} from "plan" where "body_code" = '${BODY}'`,
      )
    expect(await round()).toBe(false)
    day = '2021-09-06'
    expect(await round()).toBe(true)
    expect(await rows(`select "name" from "setting" where "name" like 'rescope/%'`)).toEqual([
      { name: `rescope/${BODY}` },
    ])
    expect(await round()).toBe(false)
  })

  it('[NO4.2] reads the record on from where it was read, however much there is', async () => {
    await round()
    const seen = Number(await valueOf(`told/${BODY}`))
    await happens(Array.from({ length: 1001 }, () => SENT))
    const before = (await kinds()).length
    await round()
    expect(await valueOf(`told/${BODY}`)).toBe(String(seen + 1001))
    expect((await kinds()).slice(before)).toEqual(Array.from({ length: 1001 }, () => 'sheet.assigned'))
    await round()
    expect(await kinds()).toHaveLength(before + 1001)
  })

  it('[NO7.3] what goes wrong in one body is written down, and keeps no other waiting', async () => {
    const plans = planShelf(clock)
    const broken = new Error('This body cannot be read')
    await round({
      plans: {
        ...plans,
        all: (em: EntityManager, body: string) => (body === BODY ? Promise.reject(broken) : plans.all(em, body)),
      },
    })
    expect(errors).toEqual([broken])
    expect(await valueOf('in-force/ISR')).not.toBeNull()
    expect(await valueOf(`in-force/${BODY}`)).toBeNull()
  })

  it('[NO7.2] goes no further once its time is over, and says nothing of it', async () => {
    expect(await round({}, AbortSignal.abort())).toBe(false)
    expect(await rows(`select * from "setting" where "name" like 'in-force/%'`)).toEqual([])
    const over = new AbortController()
    const plans = planShelf(clock)
    const all = (em: EntityManager, body: string) => {
      over.abort()
      return plans.all(em, body)
    }
    await round({ plans: { ...plans, all } }, over.signal)
    // The body that was under way is the last.
    expect(await rows(`select "name" from "setting" where "name" like 'in-force/%'`)).toHaveLength(1)
    const late = new AbortController()
    const fails = () => {
      late.abort()
      return Promise.reject(new Error('The database was closed'))
    }
    await round({ plans: { ...plans, all: fails } }, late.signal)
    expect(errors).toEqual([])
  })

  it('[NO4.2] reminds of a day once, and looks again where something was done meanwhile', async () => {
    await round()
    const [first] = await rows<{ value: string }>(`select "value" from "setting" where "name" = 'reminded/${BODY}'`)
    expect(first?.value).toMatch(/^2021-09-05 [0-9a-f]{64} \d*$/)
    await orm.em.fork().execute('delete from "notice"')
    await round()
    expect(await kinds()).toEqual([])
    await happens([{ ...SENT, action: 'sheet.seen' } as unknown as ActedEvent])
    await round()
    expect(await kinds()).toContain('due')
  })

  it('[RI66.2] names the holder of today, and nobody where nobody holds the position', async () => {
    await round()
    const due = async () =>
      rows<{ person: string; holder: string | null }>(`select "person", "holder" from "notice" where "kind" = 'due'`)
    const [{ id } = expect.fail('none')] = await rows<{ id: string }>(
      `select "id" from "holder" where "account_username" = 'po-registro-imprese'`,
    )
    expect(await due()).toContainEqual({ person: 'po-registro-imprese', holder: id })
    await orm.em.fork().execute('delete from "notice"')
    await orm.em.fork().execute(`update "holder" set "valid_to" = '2021-09-05' where "id" = '${id}'`)
    day = '2021-09-06'
    await round()
    expect(await due()).toContainEqual({ person: 'po-registro-imprese', holder: null })
  })
})
