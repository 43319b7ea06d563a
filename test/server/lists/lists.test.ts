import { audiencesOf } from '@traguardo/shared/plans'
import { usesOf } from '@traguardo/shared/values'
import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { theSchema } from '../../../server/src/app/schema/build'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { askList, codesIn, type Item, type List, LIST_NAMES, LISTS } from '../../support/lists'
import { demoPlan } from '../../support/plan-files'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const BODY = 'CCIAA-MS'
/** Somebody of each view: all, those below, one's own, none, a body's own. */
const VIEWERS = ['controllo-gestione', 'oiv', 'segretario-generale', 'po-promozione', 'po-registro-imprese', 'organi']

/** Everything of an item, and the codes of all that it leads to. */
function everything(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of, resolve }) => {
    const named = getNamedType(of)
    if (resolve) return [`${name} { code }`]
    return isObjectType(named) ? [`${name} ${everything(named)}`] : [name]
  })
  return `{ ${fields.join(' ')} }`
}

describe.each(KINDS)('lists on %s', (kind) => {
  let api: Api
  let database: Awaited<ReturnType<typeof demoDatabase>>
  const callers = new Map<string, Caller>()
  const as = (name: string): Caller => callers.get(name) ?? expect.fail(name)
  const nodes = new Map<List, string>()

  beforeAll(async () => {
    database = await demoDatabase(kind)
    api = await startApi(database)
    for (const name of [...VIEWERS, 'controllo-gestione.cciaa-mt', 'oiv.cciaa-ms-2019'])
      callers.set(name, await api.signIn(name))
    const schema = await theSchema()
    for (const list of LISTS)
      nodes.set(list, everything(schema.getType(`Plan${LIST_NAMES[list]}`) as GraphQLObjectType))
  })
  afterAll(() => api.close())

  const inTree = async (who: Caller, list: List, body = BODY, year = 2021) => {
    const text = `{ tree(body: "${body}", year: ${year}) { ... on Tree { plan { ${list} ${nodes.get(list)} } } } }`
    const { tree } = await who.ask<{ tree: { plan: Readonly<Record<string, readonly Item[] | null>> } }>(text)
    return tree.plan[list] ?? []
  }
  const all = (who: Caller, list: List, filter: object = {}) =>
    askList(who, list, { first: 200, filter: { bodies: [BODY], year: 2021, ...filter } }, nodes.get(list))

  it.each(LISTS)('[PR32.1] %s are for each viewer the ones of the tree, with all that they lead to', async (list) => {
    for (const name of VIEWERS) {
      const found = await all(as(name), list)
      const items = await inTree(as(name), list)
      expect(
        found.edges.map(({ node }) => node),
        `${name} ${list}`,
      ).toEqual(items)
      expect(found).toMatchObject({
        totalCount: items.length,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      })
    }
    const of2019 = as('oiv.cciaa-ms-2019')
    const args = { first: 200, filter: { year: 2020 } }
    const found = await askList(of2019, list, args, nodes.get(list))
    expect(found.edges.map(({ node }) => node)).toEqual(await inTree(of2019, list, 'CCIAA-MS-2019', 2020))
    expect(found.edges.length).toBeGreaterThan(0)
  })

  it('[PR32.2] are of all bodies in which somebody holds a position, and of no other', async () => {
    const bodiesOf = async (name: string) => {
      const { edges } = await askList(as(name), 'objectives', { first: 200 })
      return [...new Set(edges.map(({ plan }) => plan.body))].sort()
    }
    expect(await bodiesOf('segretario-generale')).toEqual([BODY, 'ISR'])
    expect(await bodiesOf('controllo-gestione')).toEqual([BODY])
    const foreign = await askList(as('segretario-generale'), 'objectives', { filter: { bodies: ['ISR', 'CCIAA-MT'] } })
    expect(foreign).toMatchObject({ __typename: 'Refusal', code: 'NOT_YOUR_BODY' })
    expect(await askList(api.nobody, 'objectives', {})).toMatchObject({ code: 'NOT_SIGNED_IN' })
    const isr = await askList(as('segretario-generale'), 'objectives', { first: 200, filter: { bodies: ['ISR'] } })
    expect(codesIn(isr)).toEqual(demoPlan('isr-2018-2020').objectives.map(({ code }) => code))
    expect(codesIn(await askList(as('segretario-generale'), 'objectives', { filter: { bodies: [] } }))).toEqual([])
  })

  const own = [...audiencesOf(massaCarrara)].flatMap(([measure, sheets]) => {
    const entry = massaCarrara.measures.find(({ code }) => code === measure)?.entry
    return entry?.by === 'units' && sheets.length === 1
      ? [{ measure, unit: entry.units[0] ?? '', sheet: sheets[0] }]
      : []
  })

  it('[PR32.3] values are for each viewer the ones of the tree', async () => {
    const heads = { RI: 'po-registro-imprese', PROM: 'po-promozione' } as Readonly<Record<string, string>>
    const ofSheets = own.filter(({ unit }) => unit in heads)
    const used = new Set(
      massaCarrara.indicators.flatMap((one) => usesOf(massaCarrara)(one).map(({ measure }) => measure)),
    )
    const common = massaCarrara.measures.flatMap(({ code, kind: of, entry }) =>
      of === 'count' &&
      used.has(code) &&
      entry.by === 'units' &&
      entry.units.includes('RI') &&
      !audiencesOf(massaCarrara).has(code)
        ? [{ measure: code, unit: 'RI' }]
        : [],
    )
    const cells = [...ofSheets, ...common.slice(0, 5)].map((cell, at) => ({
      ...cell,
      content:
        'sheet' in cell
          ? ({ type: 'date', date: `2021-07-${10 + at}` } as const)
          : ({ type: 'number', number: 70 + at } as const),
    }))
    expect([ofSheets.length > 2, common.length > 2]).toEqual([true, true])
    for (const { measure, unit, content } of cells) {
      const who = heads[unit] ?? ''
      const answer = await as(who).ask<PushAnswer>(...aPush([edit(measure, unit, content)], who))
      expect(verdictsIn(answer)).toEqual(['applied'])
    }
    const node = '{ measureCode measure { code label } unitCode unit { code } year period content person }'
    type Value = { measureCode: string; unitCode: string; period: number; content: object; measure: Item; unit: Item }
    const counts = new Set<number>()
    for (const name of VIEWERS) {
      const text = `{ tree(body: "${BODY}", year: 2021) { ... on Tree { areas { strategic { ...O operational { ...O } } } sheets { objectives { ...O } } } } }
        fragment O on TreeObjective { indicators { measures { code values { unit period content } } } }`
      const tree = JSON.stringify(await as(name).ask(text))
      const { edges } = await askList<Value>(
        as(name),
        'values',
        { first: 200, filter: { bodies: [BODY], year: 2021 } },
        node,
      )
      // Who enters a value sees it, whatever uses it.
      const seen = cells.filter(({ unit, content }) => tree.includes(JSON.stringify(content)) || heads[unit] === name)
      const said = (contents: readonly object[]) => contents.map((one) => JSON.stringify(one)).sort()
      expect(said(edges.map((edge) => edge.node.content)), name).toEqual(said(seen.map(({ content }) => content)))
      for (const { node: one } of edges)
        expect([one.measure.code, one.unit.code]).toEqual([one.measureCode, one.unitCode])
      counts.add(edges.length)
    }
    expect(counts.size).toBeGreaterThan(2)
    const [first] = common
    const args = { filter: { measures: [first?.measure], units: ['RI'], periods: [2] } }
    expect((await askList<Value>(as('oiv'), 'values', args, node)).edges).toHaveLength(1)
    expect((await askList(as('oiv'), 'values', { filter: { periods: [1] } }, node)).edges).toHaveLength(0)
    expect((await askList(as('oiv'), 'values', { filter: { year: 2022 } }, node)).edges).toHaveLength(0)
  })

  it('[PR32.6] are filtered by what is asked', async () => {
    const { objectives, indicators, measures } = massaCarrara
    const who = as('oiv')
    const some = async (list: List, filter: object) => codesIn(await all(who, list, filter))
    const codes = (items: readonly Item[]) => items.map(({ code }) => code)
    expect(await some('objectives', { levels: ['strategic'] })).toEqual(
      codes(objectives.filter(({ level }) => level === 'strategic')),
    )
    expect(await some('objectives', { units: ['RI'] })).toEqual(
      codes(objectives.filter(({ units }) => units?.includes('RI'))),
    )
    expect(await some('indicators', { typologies: ['Efficienza'] })).toEqual(
      codes(indicators.filter(({ typology }) => typology === 'Efficienza')),
    )
    expect(await some('indicators', { units: ['RI'] })).toEqual(
      codes(indicators.filter(({ units }) => units?.includes('RI'))),
    )
    const old = demoPlan('cciaa-ms-2019').benchmarks ?? []
    const typology = old[0]?.typology
    const ofTypology = await askList(as('oiv.cciaa-ms-2019'), 'benchmarks', {
      first: 200,
      filter: { typologies: [typology] },
    })
    expect(codesIn(ofTypology)).toEqual(codes(old.filter((one) => one.typology === typology)))
    expect(await some('measures', { kinds: ['days', 'money'] })).toEqual(
      codes(measures.filter(({ kind: of }) => of === 'days' || of === 'money')),
    )
    expect(await some('measures', { units: ['RI', 'PROM'] })).toEqual(
      codes(
        measures.filter(
          ({ entry }) => entry.by === 'units' && entry.units.some((unit) => ['RI', 'PROM'].includes(unit)),
        ),
      ),
    )
    const days = new Set(codes(measures.filter(({ kind: of }) => of === 'days')))
    const inDays = await some('indicators', { kinds: ['days'] })
    expect(inDays.length).toBeGreaterThan(0)
    for (const one of inDays) {
      const formula = indicators.find(({ code }) => code === one)?.formula ?? ''
      expect(
        [...days].some((code) => formula.includes(code)),
        one,
      ).toBe(true)
    }
    const says = (text: string, ...words: readonly string[]) => words.every((word) => text.toLowerCase().includes(word))
    expect(await some('objectives', { text: ' REGISTRO  imprese ' })).toEqual(
      codes(
        objectives.filter(({ title, code }) => says(title, 'registro', 'imprese') || says(code, 'registro', 'imprese')),
      ),
    )
    for (const text of ['%', '_x_', '!', "'", '\\'])
      expect(await some('measures', { text }), text).toEqual(
        codes(measures.filter(({ label, code }) => says(label, text) || says(code, text))),
      )
    expect(await some('measures', { kinds: [] })).toEqual([])
    expect(await some('measures', { units: [] })).toEqual([])
  })

  it('[PR32.7] cost as many statements for 200 items as for 10, whatever is asked of them', async () => {
    const who = as('controllo-gestione.cciaa-mt')
    const node =
      '{ code units { name parent { name } } indicators { code objective { code program { title } parent { area { title } } } units { name } } }'
    const count = async (first: number) => {
      api.statements()
      const { edges } = await askList(who, 'measures', { first }, node)
      return { edges: edges.length, statements: api.statements().length }
    }
    const [few, many] = [await count(10), await count(200)]
    expect([few.edges, many.edges]).toEqual([10, 200])
    // What is at hand already is not read again: some rows more or less may need a statement of theirs.
    expect(Math.abs(many.statements - few.statements)).toBeLessThan(4)
    expect(Math.max(few.statements, many.statements)).toBeLessThan(40)
  })

  it('[PR32.8] are the same where there is no document', async () => {
    const whole = async (from: Api) => {
      const who = await from.signIn('segretario-generale')
      const found: unknown[] = []
      for (const list of LISTS) {
        const { edges, totalCount } = await askList(who, list, { first: 200 }, nodes.get(list))
        found.push(totalCount, ...edges.map(({ plan, node }) => ({ plan, node })))
      }
      return found
    }
    const before = await whole(api)
    const orm = await openOrm(database)
    await orm.em.fork().execute(`update "plan" set "document" = ''`)
    await orm.close(true)
    const other = await startApi(database)
    expect(await whole(other)).toEqual(before)
    expect(before.length).toBeGreaterThan(250)
    await other.close()
  })
})
