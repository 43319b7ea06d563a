import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { askList, codesIn, type Found, type List } from '../../support/lists'

const BODY = 'CCIAA-MS'

describe.each(KINDS)('pages of lists on %s', (kind) => {
  let api: Api
  const callers = new Map<string, Caller>()
  const as = (name: string): Caller => callers.get(name) ?? expect.fail(name)
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind))
    for (const name of ['segretario-generale', 'controllo-gestione', 'oiv']) callers.set(name, await api.signIn(name))
  })
  afterAll(() => api.close())

  it('[PR32.4] are gone through page by page, forward and backward, in any order', async () => {
    const who = as('segretario-generale')
    for (const order of ['place', 'code', 'title'])
      for (const descending of [false, true]) {
        const whole = await askList(who, 'indicators', { first: 200, order, descending })
        const pages: string[][] = [[], []]
        for (let after: string | null = null, more = true; more;) {
          const page: Found = await askList(who, 'indicators', { first: 37, after, order, descending })
          expect([page.pageInfo.hasPreviousPage, page.totalCount]).toEqual([after !== null, whole.totalCount])
          pages[0]?.push(...codesIn(page))
          ;[after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage]
        }
        for (let before: string | null = null, more = true; more;) {
          const page: Found = await askList(who, 'indicators', { last: 41, before, order, descending })
          pages[1]?.unshift(...codesIn(page))
          ;[before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage]
        }
        expect(pages).toEqual([codesIn(whole), codesIn(whole)])
        expect(new Set(codesIn(whole)).size).toBeGreaterThan(90)
      }
  })

  it('[PR32.6] are ordered by code, and the other way round', async () => {
    const ordered = async (descending: boolean) =>
      codesIn(await askList(as('segretario-generale'), 'indicators', { first: 200, order: 'code', descending }))
    const up = await ordered(false)
    expect(await ordered(true)).toEqual([...up].reverse())
    // Signs within a code stand otherwise in each database.
    const initials = up.map((code) => code[0])
    expect(initials).toEqual([...initials].sort())
    expect(new Set(initials).size).toBeGreaterThan(1)
  })

  it('[PR32.4] [PR32.6] are refused for a page or a filter that is none', async () => {
    const refused = async (args: Readonly<Record<string, unknown>>) => askList(as('oiv'), 'measures', args)
    const wrong: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
      [{ first: 0 }, 'size'],
      [{ first: 201 }, 'size'],
      [{ last: -1 }, 'size'],
      [{ first: 1, last: 1 }, 'ways'],
      [{ first: 1, before: 'x' }, 'ways'],
      [{ order: 'weight' }, 'order'],
      [{ order: 'constructor' }, 'order'],
      [{ filter: { kinds: Array.from({ length: 101 }, () => 'days') } }, 'filter'],
      [{ filter: { text: 'a '.repeat(101) } }, 'filter'],
    ]
    for (const [args, kindOf] of wrong)
      expect(await refused(args), JSON.stringify(args)).toMatchObject({ code: 'BAD_PAGE', params: { kind: kindOf } })
    expect(await refused({ first: 200 })).toMatchObject({ __typename: 'MeasureConnection' })
  })

  it('[PR32.5] go on from no place of another list, filter, order or person, nor from one that is made up', async () => {
    const who = as('segretario-generale')
    const asked = { first: 3, filter: { year: 2021 }, order: 'code' }
    const { pageInfo } = await askList(who, 'indicators', asked)
    const after = pageInfo.endCursor ?? expect.fail('no cursor')
    const goesOn = async (from: string, list: List, changes: object, other = who) =>
      (await askList(other, list, { ...asked, after: from, ...changes })).code ?? 'went on'
    expect(await goesOn(after, 'indicators', {})).toBe('went on')
    expect(await goesOn(after, 'indicators', { first: 200 })).toBe('went on')
    expect(await goesOn(after, 'objectives', {})).toBe('BAD_CURSOR')
    expect(await goesOn(after, 'indicators', { filter: { year: 2022 } })).toBe('BAD_CURSOR')
    expect(await goesOn(after, 'indicators', { filter: { year: 2021, bodies: [BODY] } })).toBe('BAD_CURSOR')
    expect(await goesOn(after, 'indicators', { order: 'title' })).toBe('BAD_CURSOR')
    expect(await goesOn(after, 'indicators', { descending: true })).toBe('BAD_CURSOR')
    expect(await goesOn(after, 'indicators', {}, as('controllo-gestione'))).toBe('BAD_CURSOR')
    const place = Buffer.from(JSON.stringify(['A', 'CCIAA-MT', 'x'])).toString('base64url')
    for (const forged of ['', 'x', place, after.slice(0, 22) + place, `${after}x`, 'y'.repeat(5000)])
      expect(await goesOn(forged, 'indicators', {}), forged).toBe('BAD_CURSOR')
  })
})
