import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  getNamedType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrm } from '../../../server/src/app/open-orm'
import type { Orm } from '../../../server/src/kernel/db/orm'
import { theSchema } from '../../../server/src/app/schema/build'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase, KINDS } from '../../support/databases'

/** What people and programs send by mistake, or on purpose. */
const TEXTS = [
  '',
  ' ',
  'x'.repeat(5000),
  "'; drop table person; --",
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\u0000\u0007',
  '😀🏛️',
  '99/99/9999',
  'null',
  '%',
  '{"a":1}',
]
const NUMBERS = [-1, 0, 7, 2_147_483_647]

/** Changes of which the record keeps a trace and nothing else does. */
const KEPT = new Set([
  'record',
  'record_head',
  'attempt',
  'mikro_orm_migrations',
  'setting',
  'session',
  'device',
  'counter',
  'sqlite_sequence',
])

function bad(type: GraphQLInputType, at: number): unknown {
  if (isNonNullType(type)) return bad(type.ofType, at)
  if (isListType(type)) return at % 2 === 0 ? [] : [bad(type.ofType, at)]
  if (isInputObjectType(type))
    return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, bad(field.type, at)]))
  if (!isScalarType(type)) throw new Error('no bad value')
  if (type.name === 'Int' || type.name === 'Float') return NUMBERS[at % NUMBERS.length]
  if (type.name === 'Boolean') return at % 2 === 0
  if (type.name === 'Json' || type.name === 'Content') return [null, 1, 'x', [], { a: 1 }][at % 5]
  return TEXTS[at % TEXTS.length]
}

describe.each(KINDS)('bad input of every form on %s', (kind) => {
  let api: Api
  let orm: Orm
  let schema: GraphQLSchema
  const logged: unknown[] = []
  const callers: Caller[] = []
  beforeAll(async () => {
    const database = await demoDatabase(kind)
    api = await startApi(database, { log: (error) => logged.push(error) })
    orm = await openOrm(database)
    schema = await theSchema()
    for (const who of ['controllo-gestione', 'segretario-generale', 'oiv']) callers.push(await api.signIn(who))
  })
  afterAll(async () => {
    await orm.close(true)
    await api.close()
  })

  /** Everything that stands in the database, but what it may keep of a refusal. */
  async function contents(): Promise<string> {
    const tables =
      kind === 'sqlite'
        ? `select "name" from "sqlite_master" where "type" = 'table'`
        : `select "table_name" as "name" from "information_schema"."tables" where "table_schema" = 'public'`
    const names = (await orm.em.fork().execute<{ name: string }[]>(tables)).map(({ name }) => name).sort()
    const parts: string[] = []
    for (const name of names.filter((one) => !KEPT.has(one))) {
      const columns = name === 'plan' || name === 'plan_draft' ? '"id", "hash"' : '*'
      const rows = await orm.em.fork().execute<object[]>(`select ${columns} from "${name}"`)
      parts.push(
        `${name}: ${rows
          .map((row) => JSON.stringify(row))
          .sort()
          .join('\n')}`,
      )
    }
    return parts.join('\n\n')
  }

  interface Asked {
    readonly query: string
    readonly variables: Record<string, unknown>
  }

  /** What is wrong with the answer that somebody gets; nothing where it is as it should be. */
  async function faultOf(caller: Caller, payload: Asked): Promise<string | null> {
    const headers = { 'apollo-require-preflight': '1', cookie: caller.cookie }
    const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload })
    const { data, errors } = response.json<{
      data?: { answer: { code?: string; message?: string } | null }
      errors?: { message: string; extensions: { code: string } }[]
    }>()
    const said = errors?.[0] ? { code: errors[0].extensions.code, message: errors[0].message } : data?.answer
    if (response.statusCode >= 500 || said?.code === 'INTERNAL_ERROR') return `${said?.code} ${response.statusCode}`
    if (said?.code === undefined) return null
    return /^[A-Z][A-Z_]+$/.test(said.code) && (said.message ?? '').length >= 10 ? null : JSON.stringify(said)
  }

  const mutations = () =>
    Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => args.length > 0)
  type Mutation = ReturnType<typeof mutations>[number]

  function askedOf(field: Mutation, at: number): Asked {
    const variables: Record<string, unknown> = Object.fromEntries(
      field.args.map(({ name, type }, place) => [name, name === 'body' ? 'CCIAA-MS' : bad(type, at + place)]),
    )
    const push = variables['push'] as Record<string, unknown> | undefined
    if (push) push['body'] = 'CCIAA-MS'
    const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
    const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
    const selection = isScalarType(getNamedType(field.type)) ? '' : '{ __typename ... on Refusal { code message } }'
    return { query: `mutation(${declared}) { answer: ${field.name}(${passed}) ${selection} }`, variables }
  }

  /** Sends everything bad to one form, as everybody; answers what went wrong. */
  async function tryForm(field: Mutation): Promise<readonly string[]> {
    const wrong: string[] = []
    const before = await contents()
    for (let at = 0; at < TEXTS.length; at++) {
      const asked = askedOf(field, at)
      const name = `${field.name} ${JSON.stringify(asked.variables).slice(0, 160)}`
      for (const caller of callers) {
        const fault = await faultOf(caller, asked)
        if (fault) wrong.push(`${name}: ${fault}`)
      }
    }
    if (!TAKEN.has(field.name) && (await contents()) !== before) wrong.push(`${field.name} changed something`)
    return wrong
  }

  it('is refused with a stable code and Italian words, changes nothing, and is never a 500', async () => {
    const wrong: string[] = []
    for (const field of mutations()) wrong.push(...(await tryForm(field)))
    expect(wrong).toEqual([])
    expect(logged).toEqual([])
  }, 240_000)
})

/** Forms that take almost any text: a position may be called "😀🏛️", and a sheet may be assigned with any remark. */
const TAKEN = new Set(['personSave', 'totpBegin'])
