import { cellValues, cycleRecords } from '@traguardo/shared/collection'
import { compilePlan, explainScore, nodeAddress, scoreNodes, scorePlan } from '@traguardo/shared/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { visiblePlanOf } from '../../../server/src/plans/visible-plan-of'
import { registersOfYears } from '../../../server/src/sync/store/registers-of-years'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'

const BODY = 'CCIAA-MS'
const DAY = '2021-09-05'
const TREE = `query Tree($body: String!, $year: Int!, $all: Boolean = true) { tree(body: $body, year: $year) { __typename
  ... on Refusal { code }
  ... on Tree { year title score { ...S } period { name deadline }
    areas { code score { ...S } strategic { ...O operational { ...O } } }
    sheets { code person score { ...S } objectives { ...O } } } } }
fragment S on Score { achievement band coverage share contribution rule sentence absence }
fragment O on TreeObjective { kind: level code title resources { year euro } units footnotes { mark text } score { ...S }
  indicators { code unit printedFormula baseline { year printed } target { year printed } value score { ...S }
    measures @include(if: $all) { code label aggregate values { unit period content person at } } } }`

/** One of each view of the sheets: all, one's own, those below, none. */
const VIEWERS = [
  'controllo-gestione',
  'oiv',
  'segretario-generale',
  'po-promozione',
  'po-regolazione',
  'referente-isr',
  'organi',
] as const
/** All sheets, two single ones, those at the top for who decides on them, none. */
const VIEWS = 5
const HEAD = 'po-registro-imprese'
/** Measures that the head's unit enters as numbers. */
const OWN = massaCarrara.measures.flatMap(({ code, kind, entry }) =>
  entry.by === 'units' && entry.units.includes('RI') && (kind === 'count' || kind === 'percentage') ? code : [],
)

interface Reply {
  readonly status: number
  readonly text: string
  readonly tag: string
  readonly headers: Readonly<Record<string, unknown>>
}

describe.each(KINDS)('kept trees on %s', (kind) => {
  let apis: readonly [Api, Api]
  let orm: Orm
  const callers = new Map<string, readonly [Caller, Caller]>()
  let heads: ReadonlyMap<string, string> = new Map()
  let number = 0

  beforeAll(async () => {
    const database = await demoDatabase(kind)
    apis = [await startApi(database), await startApi(database)]
    orm = await openOrm(database)
    // A session holds at both servers.
    for (const name of [...VIEWERS, HEAD]) {
      const caller = await apis[0].signIn(name)
      callers.set(name, [caller, caller])
    }
  })
  afterAll(async () => {
    await orm.close(true)
    for (const api of apis) await api.close()
  })

  const cookieOf = (who: string): string => callers.get(who)?.[0].cookie ?? ''
  async function post(api: Api, who: string, headers: Record<string, string> = {}, variables: object = {}) {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { cookie: cookieOf(who), ...headers },
      payload: { query: TREE, variables: { body: BODY, year: 2021, ...variables } },
    })
    const { etag, ...rest } = response.headers
    return { status: response.statusCode, text: response.body, tag: String(etag), headers: rest } satisfies Reply
  }
  /** The same by GraphQL itself, which keeps nothing: who asks for another media type is answered by it. */
  const byGraphql = (api: Api, who: string, variables: object = {}) =>
    post(api, who, { accept: 'application/graphql-response+json' }, variables)

  /** Enters a number in some cells of the head's unit, each over what stands there. */
  async function enter(api: Api, measures: readonly string[]): Promise<void> {
    number += 1
    const edits = measures.map((measure, at) =>
      edit(measure, 'RI', { type: 'number', number: number + at }, { base: heads.get(measure) ?? null }),
    )
    heads = new Map([...heads, ...edits.map(({ id, key }) => [key.measure, id] as const)])
    const [query, variables] = aPush(edits, HEAD)
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { cookie: cookieOf(HEAD) },
      payload: { query, variables },
    })
    const { data } = response.json<{ data: PushAnswer }>()
    expect(new Set(verdictsIn(data))).toEqual(new Set(['applied']))
  }

  it('[RI90.3] [RI92] are in each process, for each viewer and after each value what GraphQL gives of them', async () => {
    expect(OWN.length).toBeGreaterThan(5)
    for (const [round, measures] of [[], OWN.slice(0, 1), OWN.slice(1, 4), OWN, OWN.slice(0, 2)].entries()) {
      if (measures.length > 0) await enter(apis[round % 2 === 0 ? 0 : 1], measures)
      const texts = new Set<string>()
      for (const who of VIEWERS)
        for (const api of apis) {
          const { status, text } = await post(api, who)
          expect({ status, text }).toEqual({ status: 200, text: (await byGraphql(api, who)).text })
          texts.add(text)
        }
      // Whoever sees the same sheets gets the same text, from either process.
      expect(texts.size).toBe(VIEWS)
    }
  })

  it('[RI90.3] say of every score what scoring the plan as its viewer sees it says, from nothing', async () => {
    await enter(apis[0], OWN)
    const registers = await registersOfYears(orm.em.fork(), BODY, { from: 2020, to: 2021 })
    expect(registers.length).toBeGreaterThan(5)
    for (const who of VIEWERS) {
      const { me } = await (callers.get(who)?.[0] as Caller).ask<{ me: { person: string; roles: [] } }>(
        '{ me { person roles { role unit } } }',
      )
      const viewer = { ...me, holder: '', days: { from: null, to: null } }
      const { plan } = visiblePlanOf(massaCarrara, viewer, 2021)
      const compiled = compilePlan(plan, 2021)
      const records = cycleRecords(compiled, registers, DAY)
      const scores = scoreNodes(scorePlan(compiled, cellValues(registers), { today: DAY, records }))
      const text = (await post(apis[1], who)).text
      const shown = scoresIn((JSON.parse(text) as { data: { tree: Item } }).data.tree)
      expect(shown.size).toBe(scores.size - 1)
      for (const [address, score] of shown) {
        const node = scores.get(address)
        if (!node) throw new Error(address)
        expect(score, address).toMatchObject({
          achievement: node.achievement,
          coverage: node.coverage,
          share: node.share,
          sentence: explainScore(node),
        })
      }
    }
  })

  it('[RI92] [RI90.3] are asked in parts by variables', async () => {
    const without = await post(apis[0], 'oiv', {}, { all: false })
    expect(without.text).not.toContain('"measures"')
    expect(without.text).toBe((await byGraphql(apis[0], 'oiv', { all: false })).text)
    expect((await post(apis[0], 'oiv')).text).toContain('"measures"')
  })

  it('[RI91.1] are told to be the same by their tag, in either process', async () => {
    const { tag, status } = await post(apis[0], 'oiv')
    expect(status).toBe(200)
    for (const api of apis)
      expect(await post(api, 'oiv', { 'if-none-match': `"other", ${tag}` })).toMatchObject({
        status: 304,
        text: '',
        tag,
      })
  })

  it('[RI91.2] have another tag in both processes as soon as a value is taken in one', async () => {
    const first = await post(apis[0], 'oiv')
    await enter(apis[1], OWN.slice(0, 1))
    for (const api of apis) {
      const next = await post(api, 'oiv', { 'if-none-match': first.tag })
      expect(next.status).toBe(200)
      expect(next.tag).not.toBe(first.tag)
      expect(next.text).not.toBe(first.text)
    }
  })

  it('[RI91.4] are for nobody but who asks', async () => {
    const { headers } = await post(apis[0], 'oiv')
    expect(headers['cache-control']).toBe('private, no-cache')
  })

  it('[RI91.1] are packed with the same tag', async () => {
    const plain = await post(apis[0], 'oiv')
    for (const encoding of ['br', 'gzip']) {
      const { headers, tag, status } = await post(apis[0], 'oiv', { 'accept-encoding': encoding })
      expect({ tag, status }).toEqual({ tag: plain.tag, status: 200 })
      expect(headers['content-encoding']).toBe(encoding)
      expect(Number(headers['content-length'])).toBeLessThan(plain.text.length / 2)
    }
    expect((await post(apis[0], 'oiv', { 'accept-encoding': 'br;q=0' })).headers['content-encoding']).toBeUndefined()
  })

  it('[RI91.3] are given to nobody by the tag of another who sees other sheets', async () => {
    const tags = new Map<string, string>()
    for (const who of VIEWERS) tags.set(who, (await post(apis[0], who)).tag)
    const own = await post(apis[0], 'po-promozione', { 'if-none-match': tags.get('controllo-gestione') ?? '' })
    expect(own.status).toBe(200)
    const { data } = JSON.parse(own.text) as { data: { tree: { sheets: { code: string }[] } } }
    expect(data.tree.sheets.map(({ code }) => code)).toEqual(['PO4'])
    expect(new Set(tags.values()).size).toBe(VIEWS)
  })

  it('[RI90.1] are made anew with a plan that was adopted at another process', async () => {
    const title = 'Piano della performance, seconda stesura'
    const [, controller] = callers.get('controllo-gestione') ?? []
    const before = await post(apis[1], 'oiv')
    expect(before.text).not.toContain(title)
    await controller?.ask('mutation($text: String!) { planImport(text: $text) { __typename } }', {
      text: JSON.stringify({ ...massaCarrara, title }),
    })
    for (const api of apis) expect((await post(api, 'oiv')).text).toContain(title)
  })

  it('[RI90.2] are refused as soon as a session has ended at another process', async () => {
    expect((await post(apis[1], 'organi')).status).toBe(200)
    await callers.get('organi')?.[0].ask('mutation { signOut }')
    for (const api of apis)
      expect(JSON.parse((await post(api, 'organi')).text)).toEqual({
        data: { tree: { __typename: 'Refusal', code: 'NOT_SIGNED_IN' } },
      })
  })
})

/** A part of a tree, as it came. */
type Item = Readonly<Record<string, unknown>>

const KINDS_OF: Readonly<Record<string, string>> = { areas: 'area', sheets: 'sheet', indicators: 'indicator' }

/** Every score of a tree but the body's, by its address. */
function scoresIn(tree: Item): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  const walk = (item: Item): void => {
    for (const [name, list] of Object.entries(item))
      for (const one of Array.isArray(list) ? (list as readonly Item[]) : []) {
        const kind = KINDS_OF[name] ?? one['kind']
        if (typeof one !== 'object' || !('score' in one)) continue
        found.set(nodeAddress({ kind: kind as 'area', code: String(one['code']) }), one['score'])
        walk(one)
      }
  }
  walk(tree)
  return found
}
