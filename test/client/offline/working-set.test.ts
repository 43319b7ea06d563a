import 'fake-indexeddb/auto'
import type { Plan } from '@traguardo/shared/model'
import { describe, expect, it } from 'vitest'
import { openPersonDatabase } from '../../../client/src/offline/store/database'
import {
  forgetPlans,
  saveKnown,
  keepPlan,
  keepSession,
  nodeOf,
  readKnown,
  readPlan,
  renameNode,
  renewSession,
} from '../../../client/src/offline/working-set'

const session = {
  person: 'anna',
  username: 'anna',
  title: 'P.O. Anna',
  body: 'B',
  bodyName: 'Ente',
  roles: [{ role: 'unit-head' as const, unit: 'U1' }],
}

describe('the working set', () => {
  it('knows nobody on a new device', async () => {
    expect(await readKnown('session')).toBeNull()
  })

  it('keeps who is signed in until they leave', async () => {
    await saveKnown('session', session)
    expect(await readKnown('session')).toEqual(session)
    await saveKnown('session', null)
    expect(await readKnown('session')).toBeNull()
  })

  it('[SY47.4] an answer that was asked for before somebody left, or came, signs nobody in', async () => {
    const other = { ...session, person: 'bruno' }
    await keepSession(session)
    expect(await renewSession(session, { ...session, title: 'P.O. Anna, di nuovo' })).toBe(true)
    expect(await readKnown('session')).toMatchObject({ title: 'P.O. Anna, di nuovo' })
    await saveKnown('session', null)
    expect(await renewSession(session, session)).toBe(false)
    await saveKnown('signedOut', true)
    expect(await renewSession(null, session)).toBe(false)
    expect(await readKnown('session')).toBeNull()
    await keepSession(other)
    expect(await renewSession(session, session)).toBe(false)
    expect(await readKnown('session')).toEqual(other)
    await saveKnown('session', null)
    // A browser that the server knows already, by another way of signing in.
    expect(await renewSession(null, session)).toBe(true)
  })

  it('keeps a plan by year', async () => {
    const db = await openPersonDatabase('B', 'plans')
    const kept = { body: 'B', year: 2021, hash: 'h', document: { title: 'Piano' } as Plan }
    await keepPlan(db, kept)
    expect(await readPlan(db, 2021)).toEqual(kept)
    expect(await readPlan(db, 2022)).toBeNull()
  })

  it('[RI9.5] lets go of every plan, and of nothing else, when its person holds no role any more', async () => {
    const db = await openPersonDatabase('B', 'leaver')
    const document = { title: 'Piano' } as Plan
    for (const year of [2021, 2022]) await keepPlan(db, { body: 'B', year, hash: 'h', document })
    await db.put('documents', 'other', 'something')
    await forgetPlans(db)
    expect([await readPlan(db, 2021), await readPlan(db, 2022)]).toEqual([null, null])
    expect(await db.getAllKeys('documents')).toEqual(['something'])
  })

  it('names the installation once for each person', async () => {
    let made = 0
    const newId = () => `node-${++made}`
    const [anna, bruno] = [await openPersonDatabase('B', 'n1'), await openPersonDatabase('B', 'n2')]
    expect(await nodeOf(anna, 'n1', newId)).toBe('node-1')
    expect(await nodeOf(anna, 'n1', newId)).toBe('node-1')
    expect(await nodeOf(bruno, 'n2', newId)).toBe('node-2')
    expect(await renameNode('n1', newId)).toBe('node-3')
    expect(await nodeOf(anna, 'n1', newId)).toBe('node-3')
  })
})
