import type { Plan } from '@traguardo/shared/model'
import { planJsonSchema } from '@traguardo/shared/model/plan'
import {
  getNamedType,
  getNullableType,
  GraphQLObjectType,
  type GraphQLOutputType,
  isListType,
  isObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import { theSchema } from '../../../server/src/app/schema/build'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'
import { massaCarrara } from '../../support/massa-carrara'
import { demoPlan, planNames } from '../../support/plan-files'

type Json = Readonly<Record<string, unknown>>

/** Fields of the format that name items, and the names of their codes in the API. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'PlanUnit.parent': ['parentCode'],
  'PlanUnit.into': ['intoCodes'],
  'PlanArea.program': ['programCode'],
  'PlanObjective.parent': ['areaCode', 'parentCode'],
  'PlanObjective.sheet': ['sheetCode'],
  'PlanObjective.program': ['programCode'],
  'PlanObjective.units': ['unitCodes'],
  'PlanObjective.mirrors': ['mirrorsCode'],
  'PlanIndicator.objective': ['objectiveCode'],
  'PlanIndicator.benchmark': ['benchmarkCode'],
  'PlanIndicator.repeats': ['repeatsCode'],
  'PlanIndicator.units': ['unitCodes'],
  'PlanSheet.person': ['personCode'],
  'PlanSheet.unit': ['unitCode'],
}
const codesOf = (type: string, field: string) => CODES[`${type}.${field}`] ?? [field]

const schema = planJsonSchema() as unknown as Json & { definitions: Record<string, Json> }

/** The schema that stands behind a reference, and what it is a list of. */
function resolved(node: Json): Json {
  const { $ref, items } = node as { $ref?: string; items?: Json }
  if ($ref) return resolved(schema.definitions[$ref.replace('#/definitions/', '')] ?? {})
  return items ? resolved(items) : node
}

/** Fields of the format, each as a path, that the type does not have. */
function missingIn(node: Json, type: GraphQLOutputType, path: string): readonly string[] {
  const { properties, oneOf = [] } = resolved(node) as { properties?: Record<string, Json>; oneOf?: readonly Json[] }
  const forms = properties ? [properties] : oneOf.map((form) => form['properties'] as Record<string, Json>)
  const named = getNamedType(type)
  return forms.flatMap((form) =>
    Object.entries(form).flatMap(([name, part]) => {
      if (!isObjectType(named)) return [path]
      return codesOf(named.name, name).flatMap((code) => {
        const field = named.getFields()[code]
        return field ? missingIn(part, field.type, `${path}.${code}`) : [`${path}.${code}`]
      })
    }),
  )
}

/** Everything of a type but the ways from an item to others. */
function everything(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of, resolve }) => {
    const named = getNamedType(of)
    if (resolve) return []
    return isObjectType(named) ? `${name} ${everything(named)}` : name
  })
  return `{ ${fields.join(' ')} }`
}

/** An answer as the document has it: without what is null, and codes under the names of the format. */
function asDocument(value: unknown, type: GraphQLOutputType): unknown {
  const of = getNullableType(type)
  if (isListType(of)) return (value as readonly unknown[]).map((one) => asDocument(one, of.ofType as GraphQLOutputType))
  if (!isObjectType(of)) return value
  const back = new Map(
    Object.entries(CODES).flatMap(([path, codes]) =>
      path.startsWith(`${of.name}.`) ? codes.map((code) => [code, path.split('.')[1] ?? ''] as const) : [],
    ),
  )
  return Object.fromEntries(
    Object.entries(value as Json)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [back.get(name) ?? name, asDocument(one, of.getFields()[name]?.type as GraphQLOutputType)]),
  )
}

const withoutNulls = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (one === null ? undefined : one)))

describe.each(KINDS)('the plan of a tree on %s', (kind) => {
  let api: Api
  let database: Awaited<ReturnType<typeof demoDatabase>>
  let plan: GraphQLObjectType
  beforeAll(async () => {
    database = await demoDatabase(kind)
    api = await startApi(database)
    plan = (await theSchema()).getType('Plan') as GraphQLObjectType
  })
  afterAll(() => api.close())

  const ask = async (who: Caller, body: string, year: number, asked: string, asOf?: string) => {
    const text = `query($body: String!, $year: Int!, $asOf: String) { tree(body: $body, year: $year, asOf: $asOf) {
      __typename ... on Tree { plan ${asked} } } }`
    const { tree } = await who.ask<{ tree: { plan: Plan } }>(text, { body, year, asOf })
    return tree.plan
  }
  const controllerOf = (body: string) =>
    api.signIn(body === 'CCIAA-MS' ? 'controllo-gestione' : `controllo-gestione.${body.toLowerCase()}`)

  it('[PR11.1] has a field for every field of the format', () => {
    expect(missingIn(schema, plan, 'plan')).toEqual([])
    // The walk sees what it should: a field that the format has not is missed.
    const odd = { properties: { objectives: { items: { properties: { colour: {} } } } } }
    expect(missingIn(odd, plan, 'plan')).toEqual(['plan.objectives.colour'])
  })

  it.each(planNames)('[PR11.1] says all that the document says: %s', async (name) => {
    const document = demoPlan(name)
    const { body, firstYear } = document
    const answer = await ask(await controllerOf(body.code), body.code, firstYear, everything(plan))
    expect(asDocument(answer, plan)).toEqual(withoutNulls(document))
  })

  it('[PR11.2] is for each viewer what they may see', async () => {
    for (const name of ['controllo-gestione', 'segretario-generale', 'po-promozione', 'referente-isr', 'organi']) {
      const who = await api.signIn(name)
      const { plan: seen } = await who.ask<{ plan: { document: Plan } }>(
        '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }',
      )
      const answer = await ask(who, 'CCIAA-MS', 2021, everything(plan))
      expect(asDocument(answer, plan), name).toEqual(withoutNulls(seen.document))
    }
    const sheets = async (name: string) =>
      (
        await ask(await api.signIn(name), 'CCIAA-MS', 2021, '{ people { sheets { code objectives { title } } } }')
      ).people
        .flatMap((one) => (one as unknown as { sheets: readonly { code: string }[] }).sheets.map(({ code }) => code))
        .sort()
    expect(await sheets('po-promozione')).toEqual(['PO4'])
    expect(await sheets('referente-isr')).toEqual([])
    expect(await sheets('oiv')).toEqual(massaCarrara.sheets.map(({ code }) => code).sort())
  })

  it('[PR11.4] leads from an item to those that it names, and to those that name it', async () => {
    const asked = `{ objectives { code areaCode parentCode unitCodes area { code } parent { code } units { code }
        mirrors { code } sheet { code person { code } } operational { code parent { code } } indicators { code } }
      indicators { code objective { code } measures { code indicators { code } } repeats { code } units { code } }
      measures { code entry { by units measure } units { code } sameAs { code } } units { code parent { code } below { code } } }`
    const answer = (await ask(await controllerOf('CCIAA-MS'), 'CCIAA-MS', 2021, asked)) as unknown as Record<
      string,
      readonly (Json & { code: string })[]
    >
    const code = (value: unknown) => (value as { code: string } | null)?.code ?? null
    const codes = (value: unknown) => (value as readonly { code: string }[]).map((one) => one.code)
    const { objectives = [], indicators = [], measures = [], units = [] } = answer
    for (const { code: own, level, parent, sheet, mirrors, units: involved = [] } of massaCarrara.objectives) {
      const found = objectives.find((one) => one.code === own) ?? expect.fail(own)
      const isStrategic = level === 'strategic'
      expect([code(found['area']), code(found['parent'])]).toEqual(
        isStrategic ? [parent, null] : [null, parent ?? null],
      )
      expect([code(found['sheet']), code(found['mirrors'])]).toEqual([sheet ?? null, mirrors ?? null])
      expect(codes(found['units'])).toEqual(involved)
      const below = massaCarrara.objectives.filter((one) => one.level !== 'strategic' && one.parent === own)
      expect(codes(found['operational'])).toEqual(below.map((one) => one.code))
      expect(codes(found['indicators'])).toEqual(
        massaCarrara.indicators.filter(({ objective }) => objective === own).map((one) => one.code),
      )
    }
    for (const one of indicators)
      for (const used of one['measures'] as readonly { code: string; indicators: unknown }[])
        expect(codes(used.indicators)).toContain(one.code)
    const PARTS = massaCarrara.indicators.find(({ formula }) => formula.includes('/')) ?? expect.fail('no ratio')
    const parts = codes(indicators.find((one) => one.code === PARTS.code)?.['measures'])
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(PARTS.formula).toContain(part)
    for (const { code: own, entry } of massaCarrara.measures) {
      const found = measures.find((one) => one.code === own)
      expect(codes(found?.['units'])).toEqual(entry.by === 'units' ? entry.units : [])
      expect(code(found?.['sameAs'])).toEqual(entry.by === 'same-as' ? entry.measure : null)
    }
    expect(units.filter((one) => one['parent'] === null)).toHaveLength(1)
    expect(units.flatMap((one) => codes(one['below']))).toHaveLength(massaCarrara.units.length - 1)
  })

  it('[RI11.8] leads to no more than 50,000 items, however they are gone through', async () => {
    const round = (times: number): string => (times === 0 ? 'code' : `measures { indicators { ${round(times - 1)} } }`)
    const { cookie } = await controllerOf('CCIAA-MS')
    const answerTo = async (times: number) => {
      const query = `{ tree(body: "CCIAA-MS", year: 2021) { ... on Tree { plan { indicators { ${round(times)} } } } } }`
      const response = await api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { cookie },
        payload: { query },
      })
      const { data, errors = [] } = response.json<{ data: unknown; errors?: { extensions: { code: string } }[] }>()
      return { status: response.statusCode, codes: errors.map(({ extensions }) => extensions.code), data }
    }
    expect(await answerTo(1)).toMatchObject({ status: 200, codes: [] })
    const { status, codes, data } = await answerTo(5)
    expect([status, [...new Set(codes)]]).toEqual([200, ['QUERY_TOO_BIG']])
    expect(data).toEqual(null)
  })

  it('[PR11.5] comes with scores that say their points, their score by hand and their courses', async () => {
    const who = await controllerOf('CCIAA-MS')
    const score = '{ achievement points { least most } manual { score by instead } courses { onCourse late atRisk } }'
    const { tree } = await who.ask<{ tree: { score: { courses: Json }; sheets: readonly { score: Json }[] } }>(
      `{ tree(body: "CCIAA-MS", year: 2021) { ... on Tree { score ${score} sheets { score ${score} }
         areas { strategic { indicators { course expected reference score ${score} } } } } } }`,
    )
    expect(Object.keys(tree.score.courses)).toEqual(['onCourse', 'late', 'atRisk'])
    expect(tree.sheets).toHaveLength(massaCarrara.sheets.length)
    for (const sheet of tree.sheets) expect(sheet.score).toMatchObject({ points: null, manual: null })
  })

  it('[PR11.3] is made of the items, with scores and all, where there is no document', async () => {
    const whole = async (from: Api) => {
      const who = await from.signIn('segretario-generale')
      const answers = []
      for (const asOf of [undefined, '2021-08-01']) {
        answers.push(await ask(who, 'CCIAA-MS', 2022, everything(plan), asOf))
        const text = `query($asOf: String) { tree(body: "CCIAA-MS", year: 2021, asOf: $asOf) { ... on Tree { score { sentence courses { late } }
          areas { score { sentence } strategic { title score { sentence } indicators { value score { sentence } }
            operational { title units score { sentence } indicators { value measures { label aggregate values { content } } } } } }
          sheets { score { sentence } objectives { title indicators { title score { sentence } } } } } } }`
        answers.push(await who.ask(text, { asOf }))
      }
      return answers
    }
    const before = await whole(api)
    const orm = await openOrm(database)
    await orm.em.fork().execute(`update "plan" set "document" = ''`)
    await orm.close(true)
    const other = await startApi(database)
    expect(await whole(other)).toEqual(before)
    expect(JSON.stringify(before).length).toBeGreaterThan(100_000)
    await other.close()
  })
})
