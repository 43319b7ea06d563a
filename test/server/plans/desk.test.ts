import type { Act, Plan } from '@traguardo/shared/model'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type PlanDesk, planDesk } from '../../../server/src/plans/desk/plan-desk'
import { PLAN_JOBS } from '../../../server/src/plans/desk/plan-jobs'
import { massaCarrara } from '../../support/massa-carrara'

/** A thread that answers what it was asked, and does what no plan should: it takes its time, fails, or goes on for ever. */
const THREAD = `
import { parentPort, resourceLimits, threadId } from 'node:worker_threads'
parentPort.on('message', ({ job, input }) => {
  const { name, after = 0 } = JSON.parse(input)
  if (name === 'fails') throw new Error('This plan cannot be read')
  if (name === 'for ever') for (;;);
  setTimeout(() => parentPort.postMessage({ job, name, threadId, resourceLimits }), after)
})
`
interface Said {
  readonly job: string
  readonly name: string
  readonly threadId: number
  readonly resourceLimits: { readonly maxOldGenerationSizeMb: number }
}

describe('the desk at which plans are read', () => {
  let folder: string
  let desk: PlanDesk
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'banco-'))
    writeFileSync(join(folder, 'thread.mjs'), THREAD)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeEach(() => void (desk = planDesk(pathToFileURL(join(folder, 'thread.mjs')))))
  afterEach(() => desk.close())

  const run = async (name: string, after = 0) => {
    const done = await desk.run('read', JSON.stringify({ name, after }))
    return done.ok ? (done.value as unknown as Said) : done.error
  }
  const threadOf = (said: Awaited<ReturnType<typeof run>>) => ('threadId' in said ? said.threadId : expect.fail())

  it('does one job after the other in one thread, in the order in which they came', async () => {
    const ended: string[] = []
    const jobs = [
      ['first', 50],
      ['second', 0],
      ['third', 0],
    ] as const
    const said = await Promise.all(
      jobs.map(async ([name, after]) => {
        const one = await run(name, after)
        ended.push(name)
        return one
      }),
    )
    expect(ended).toEqual(['first', 'second', 'third'])
    expect(said.map((one) => 'name' in one && [one.job, one.name])).toEqual(ended.map((name) => ['read', name]))
    expect(new Set(said.map(threadOf)).size).toBe(1)
    expect(threadOf(await run('later'))).toBe(threadOf(said[0] ?? expect.fail()))
  })

  it('gives a thread 768 MB, and no more', async () => {
    expect(await run('a plan')).toMatchObject({ resourceLimits: { maxOldGenerationSizeMb: 768 } })
  })

  it('lets eight wait behind the one that is under way, and tells the next to come again', async () => {
    const all = await Promise.all(Array.from({ length: 11 }, (_, at) => run(`${at}`, at === 0 ? 100 : 0)))
    const names = all.map((one) => ('name' in one ? one.name : one))
    const busy = { code: 'TOO_BUSY', params: { kind: 'plans' } }
    expect(names).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', busy, busy])
    expect(await run('again')).toMatchObject({ name: 'again' })
  })

  it('tells of a thread that failed, and goes on in another', async () => {
    const before = threadOf(await run('before'))
    const [failed, next] = await Promise.allSettled([run('fails'), run('next')])
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'This plan cannot be read' } })
    expect(next).toMatchObject({ status: 'fulfilled', value: { name: 'next' } })
    expect(threadOf(await run('after'))).not.toBe(before)
  })

  it('[RI14.6] ends a job that takes too much with its thread, and goes on in another', async () => {
    const [dear, next] = await Promise.all([run('for ever'), run('next')])
    expect(dear).toEqual({ code: 'PLAN_TOO_DEAR', params: {} })
    expect(next).toMatchObject({ name: 'next' })
  }, 60_000)

  it('opens a thread again after it was closed', async () => {
    const before = threadOf(await run('before'))
    await desk.close()
    expect(threadOf(await run('after'))).not.toBe(before)
  })

  it('does the work here where there is no file of a thread', async () => {
    const own = planDesk(null)
    const read = await own.run('read', JSON.stringify(massaCarrara))
    expect(read).toMatchObject({ ok: true, value: { ok: true, value: { plan: { title: massaCarrara.title } } } })
    expect(await own.run('form', massaCarrara)).toEqual({ ok: true, value: null })
    expect(await own.run('form', { ...massaCarrara, units: 7 })).toMatchObject({ value: { path: ['units'] } })
    await own.close()
  })
})

describe('the adoption of a draft', () => {
  const ACT: Act = { organ: 'Giunta', number: '92', date: '2021-09-05', printed: 'Giunta n. 92 del 05/09/2021' }
  const [first, ...others] = massaCarrara.indicators
  const indicator = first ?? expect.fail('no indicators')
  const titled: Plan = { ...massaCarrara, indicators: [{ ...indicator, title: 'Un titolo nuovo' }, ...others] }
  const adopt = (inForce: Plan | null, draft: Plan) => PLAN_JOBS.adopt({ inForce, draft, act: ACT, year: 2021 })

  it('[PR1.2] of what is in force changes nothing', () => {
    expect(adopt(massaCarrara, massaCarrara)).toEqual({ ok: true, value: null })
  })

  it('[PR3.1] of a revision gives the plan with its act, and what was changed', () => {
    const done = adopt(massaCarrara, titled)
    const { plan, changes } = (done.ok ? done.value : null) ?? expect.fail('not adopted')
    expect(plan.indicators[0]?.title).toBe('Un titolo nuovo')
    expect(plan.revisions?.at(-1)).toMatchObject({ year: 2021, act: ACT })
    expect(changes).toMatchObject([{ kind: 'updated', list: 'indicators', code: indicator.code }])
  })

  it('[PR5.1] of the first plan of its years gives it as it is', () => {
    expect(adopt(null, titled)).toEqual({ ok: true, value: { plan: titled, changes: [] } })
  })

  it('[PR1.2] of a plan with a fault gives the first that has to be put right', () => {
    const faulty = { ...massaCarrara, indicators: [{ ...indicator, formula: 'NON_ESISTE' }, ...others] }
    for (const inForce of [massaCarrara, null])
      expect(adopt(inForce, faulty)).toMatchObject({
        ...{ ok: false, error: { blocking: true, about: 'indicators/0/formula' } },
      })
  })
})
