import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { RIGHTS, type AskingRole } from '@traguardo/shared/people'
import { type RegisterField, WHOLE_PERIOD } from '@traguardo/shared/sync'
import {
  type GraphQLField,
  type GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  getNamedType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardSchema, theSchema } from '../../../server/src/app/schema/build'
import { type Api, type Caller, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { aPush, edit, type PushAnswer, verdictsIn } from '../../support/push'
import { tablesIn } from '../../support/tables'

const SPEC = readFileSync(resolve(import.meta.dirname, '../../../shared/src/people/SPEC.md'), 'utf8')
const tables = tablesIn(SPEC)
const rowsOf = (heading: string) => {
  const rows = tables.get(heading)
  if (!rows) throw new Error(`SPEC.md has no table «${heading}»`)
  return rows
}
const ROLES = ['unit-head', 'manager', 'controller', 'evaluator', 'governing-body'] as const
type Asker = 'nobody' | 'no-role' | (typeof ROLES)[number]
const ASKERS: readonly Asker[] = ['nobody', 'no-role', ...ROLES]

/** Somebody of the chamber of Massa-Carrara who holds that role and no other that matters here. */
const USERS: Readonly<Record<(typeof ROLES)[number], string>> = {
  'unit-head': 'referente-aagg',
  manager: 'segretario-generale',
  controller: 'controllo-gestione',
  evaluator: 'oiv',
  'governing-body': 'organi',
}
/** Somebody who is signed in and holds no role today. */
const WITHOUT_ROLE = 'senza-incarico'
const SHA = 'a'.repeat(64)
const PASSWORD = 'quattro cavalli e un ombrello'
/** What says that somebody may not ask at all; any other refusal is about what was asked. */
const BARRED = new Set(['NOT_SIGNED_IN', 'NOT_YOUR_BODY', 'NOT_CONTROLLER', 'NOT_YOUR_ROLE', 'NO_ROLE'])

/** What ends a session or changes whose it is asks in one of its own: the next question must not feel it. */
const TURNS_SESSION = new Set([
  'signIn',
  'signOut',
  'setup',
  'bodySwitch',
  'sessionRevoke',
  'passwordChange',
  'accountSwitch',
])

/** Something of a type: as little as the schema takes. */
function sample(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, name)
  if (isListType(type)) return []
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type))
    return Object.fromEntries(fields.map((field) => [field.name, sample(field.type, field.name)]))
  }
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (!isScalarType(type)) throw new Error(`no sample of ${name}`)
  const of: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false, Json: {}, Content: null }
  return type.name in of ? of[type.name] : 'x'
}

/** A query for a root field with samples for its arguments; `body` says which body it asks about. */
function queryFor(kind: string, field: GraphQLField<unknown, unknown>, body: string) {
  const args = field.args.filter(({ type, name }) => isNonNullType(type) || name === 'body')
  const variables: Record<string, unknown> = {}
  for (const arg of args) variables[arg.name] = arg.name === 'body' ? body : sample(arg.type, arg.name)
  const push = variables['push'] as { body?: string } | undefined
  if (push) push.body = body
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ')
  const isLeaf = isScalarType(getNamedType(field.type))
  const selection = isLeaf ? '' : '{ __typename ... on Refusal { code } }'
  const plain = /^(Status|Session)/.test(String(getNamedType(field.type))) && !/Result/.test(String(field.type))
  const asked = plain ? '{ __typename }' : selection
  const text = `${kind}${declared ? `(${declared})` : ''} { answer: ${field.name}${passed ? `(${passed})` : ''} ${asked} }`
  return { text, variables, asksBody: 'body' in variables || push !== undefined }
}

describe('the matrix of rights', () => {
  let api: Api
  let schema: GraphQLSchema
  const signedIn = async (asker: Asker): Promise<Caller> => {
    if (asker === 'no-role') return api.signIn(WITHOUT_ROLE, PASSWORD)
    return asker === 'nobody' ? api.nobody : api.signIn(USERS[asker])
  }

  beforeAll(async () => {
    schema = await theSchema()
    api = await startApi(await demoDatabase('sqlite'))
    await admit(api, WITHOUT_ROLE)
  })
  afterAll(() => api.close())

  const fields = () =>
    [['query', schema.getQueryType()] as const, ['mutation', schema.getMutationType()] as const].flatMap(
      ([kind, type]) => Object.values(type?.getFields() ?? {}).map((field) => ({ kind, type: type?.name, field })),
    )

  it('[RI6.1] is the same in the table of SPEC.md, in RIGHTS and in the schema', () => {
    const said = (who: AskingRole, asker: Asker) => {
      if (who === 'public') return 'yes'
      if (asker === 'nobody') return 'no'
      if (who === 'signed-in' || who === 'own-account') return 'yes'
      return asker !== 'no-role' && (who === 'any-role' || who.includes(asker)) ? 'yes' : 'no'
    }
    const fromRights = Object.entries(RIGHTS).map(([operation, who]) => ({
      operation,
      ...Object.fromEntries(ASKERS.map((asker) => [asker, said(who, asker)])),
    }))
    expect(rowsOf('Who may ask a root field')).toEqual(fromRights)
    expect(
      fields()
        .map(({ type, field }) => `${type}.${field.name}`)
        .sort(),
    ).toEqual(Object.keys(RIGHTS).sort())
  })

  const againstTable = async (asker: Asker, body: string): Promise<readonly string[]> => {
    const allowed = new Map(rowsOf('Who may ask a root field').map((row) => [row['operation'], row[asker] === 'yes']))
    const wrong: string[] = []
    const shared = await signedIn(asker)
    for (const { kind, type, field } of fields()) {
      const name = `${type}.${field.name}`
      const { text, variables, asksBody } = queryFor(kind, field, body)
      const caller = TURNS_SESSION.has(field.name) ? await signedIn(asker) : shared
      const { answer } = await caller.ask<{ answer: { code?: string } | boolean | null }>(text, variables)
      const code = typeof answer === 'object' && answer !== null ? (answer.code ?? '') : ''
      const isPublic = RIGHTS[name as keyof typeof RIGHTS] === 'public'
      const may = allowed.get(name) === true && (body === 'CCIAA-MS' || !asksBody || isPublic)
      const isBarred = BARRED.has(code)
      // Who may ask is told at most what is wrong with what was asked; who may not is told just that.
      if (may === isBarred) wrong.push(`${name} ${body}: ${code || 'answered'}`)
      if (!may && (code === 'NOT_SIGNED_IN') !== (asker === 'nobody')) wrong.push(`${name} ${body}: ${code}`)
    }
    return wrong
  }

  it.each(ASKERS)('[RI6.1] every operation answers %s as the table says', async (asker) => {
    expect(await againstTable(asker, 'CCIAA-MS')).toEqual([])
  })

  it.each(ASKERS)('[RI6.2] about a foreign body every operation answers %s what is public alone', async (asker) => {
    expect(await againstTable(asker, 'ISR')).toEqual([])
  })

  it('[RI6.3] no schema has a root field without a row', () => {
    const nowhere = { type: GraphQLString, resolve: () => 'x' }
    const query = new GraphQLObjectType({ name: 'Query', fields: { nowhere } })
    expect(() => guardSchema(new GraphQLSchema({ query }))).toThrow('Query.nowhere has no row')
  })

  const OWN = { 'unit-head': 'AAGG', manager: 'RI' } as Readonly<Record<string, string>>
  const MEASURES: Record<string, { code: string; kind: string }> = {}

  type Row = Readonly<Record<string, string>>
  const pushed = (...registers: readonly string[]) =>
    rowsOf('What an operation of a push comes to')
      .filter(({ register = '' }) => registers.includes(register))
      .map((row) => [row['register'], row['who'], row] as const)
  const comesTo = async (register: string | undefined, who: string | undefined, row: Row) => {
    // A body of its own for each row: what one row writes is nothing to the next.
    const own = await startApi(await demoDatabase('sqlite'))
    const role = who as (typeof ROLES)[number]
    // A manager who manages one unit only: the P.O. of the Registro Imprese does not head it here.
    const username = role === 'manager' ? 'po-solo-dirigente' : USERS[role]
    if (role === 'manager') await manageOnly(own, username)
    const caller = await own.signIn(username, role === 'manager' ? PASSWORD : undefined)
    const { plan } = await caller.ask<{
      plan: { document: { measures: { code: string; kind: string; entry: { units?: string[] } }[] } }
    }>('{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }')
    for (const unit of ['AAGG', 'RI', 'PROM'])
      MEASURES[unit] ??= plan.document.measures.find(
        ({ kind, entry }) => kind === 'count' && entry.units?.includes(unit),
      ) ?? { code: '', kind: '' }
    const outcome = async (unit: string, period: number) => {
      const { code } = MEASURES[unit] ?? { code: '' }
      const [brought, field = register] = String(register).split(/(?<=^brought) /)
      const isBrought = brought === 'brought'
      const content = {
        value: { type: 'number', number: 1 },
        note: 'x',
        absence: 'x',
        review: { type: 'review', state: 'confirmed', of: null, reason: '' },
        evidence: { type: 'evidence', sha256: SHA, size: 10, mime: 'application/pdf', name: 'prova.pdf' },
        sending: { type: 'sending' },
      }[String(field)] as never
      const written = (field === 'evidence' ? `evidence/${SHA}` : field) as RegisterField
      const measure = field === 'sending' ? WHOLE_PERIOD : code
      const made = edit(measure, unit, content, { field: written, period })
      const operation = isBrought ? { ...made, kind: 'bring' } : made
      return verdictsIn(await caller.ask<PushAnswer>(...aPush([operation], username)))[0]
    }
    const ownUnit = OWN[role] ?? ''
    const other = ownUnit === 'AAGG' ? 'RI' : 'AAGG'
    const found = {
      'own, open': ownUnit ? await outcome(ownUnit, 2) : '-',
      'own, closed': ownUnit ? await outcome(ownUnit, 1) : '-',
      'other, open': await outcome(other, 2),
      'other, closed': await outcome(other, 1),
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, row[name]])))
    await own.close()
  }

  it.each(pushed('value', 'note', 'evidence', 'absence'))('[RI2.1] a %s by a %s', comesTo)
  it.each(pushed('brought value', 'brought note'))('[RI94] a %s by a %s', comesTo)
  it.each(pushed('sending'))('[RI2.2] a %s by a %s', comesTo)
  it.each(pushed('review'))('[RI4.1] a %s by a %s', comesTo)

  const ofSheets = (asked: string) =>
    rowsOf('What may be done with an individual sheet')
      .filter(({ what }) => what === asked)
      .map((row) => [row['what'], row['who'], row] as const)
  const doneWith = async (what: string | undefined, who: string | undefined, row: Row) => {
    const own = await startApi(await demoDatabase('sqlite'))
    const role = who as (typeof ROLES)[number]
    // The unit head is a P.O. with a sheet of the own; the manager is the Segretario Generale, above all of them.
    const username = role === 'unit-head' ? 'po-promozione' : USERS[role]
    const caller = await own.signIn(username)
    const sheets = {
      own: { 'unit-head': 'PO4', manager: 'SG' }[who as string],
      below: role === 'manager' ? 'PO2' : undefined,
      other: role === 'manager' ? undefined : 'PO2',
      top: role === 'manager' ? undefined : 'SG',
    }
    const outcome = async (sheet: string | undefined, expected: string | undefined) => {
      if (sheet === undefined) return expected
      if (what === 'read') {
        const { plan } = await caller.ask<{ plan: { document: { sheets: { code: string }[] } } }>(
          '{ plan(body: "CCIAA-MS", year: 2021) { ... on PlanDocument { document } } }',
        )
        return plan.document.sheets.some(({ code }) => code === sheet) ? 'yes' : 'no'
      }
      const { sheetStep } = await caller.ask<{ sheetStep: { code?: string } }>(
        `mutation { sheetStep(year: 2021, sheet: "${sheet}", step: "assigned", remarks: "") { __typename ... on Refusal { code } } }`,
      )
      return sheetStep.code ?? 'yes'
    }
    for (const whose of ['own', 'below', 'other', 'top'] as const)
      expect(await outcome(sheets[whose], row[whose]), whose).toBe(row[whose])
    await own.close()
  }

  it.each(ofSheets('read'))('[RI3.1] to %s a sheet as %s', doneWith)
  it.each(ofSheets('assign'))('[RI5] to %s a sheet as %s', doneWith)
})

/** Makes somebody who manages the Registro Imprese and heads nothing, and lets them sign in. */
async function manageOnly(api: Api, username: string): Promise<void> {
  const input = { person: username, role: 'manager', unit: 'RI', from: null, to: null, deputy: false }
  const controller = await admit(api, username)
  await controller.ask('mutation($input: GrantInput!) { grantGive(input: $input) { __typename } }', { input })
}

/** Makes a position without a role, and lets it sign in. Answers who did it. */
async function admit(api: Api, username: string): Promise<Caller> {
  const controller = await api.signIn('controllo-gestione')
  const PERSON =
    'mutation($code: String!) { personSave(code: $code, title: "Dirigente") { __typename ... on Refusal { code } } }'
  await controller.ask(PERSON, { code: username })
  const { accountInvite } = await controller.ask<{ accountInvite: { link: string } }>(
    `mutation($p: String!) { accountInvite(person: $p, username: $p, email: "d@ente.it") { ... on Invitation { link } } }`,
    { p: username },
  )
  const token = accountInvite.link.split('/').at(-1)
  await api.nobody.ask(
    'mutation($token: String!, $password: String!) { passwordSet(token: $token, password: $password) { __typename ... on Refusal { code } } }',
    { token, password: PASSWORD },
  )
  return controller
}
