import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CONFIRMED_FIELDS, isConfirmed } from '@traguardo/shared/people'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { tablesIn } from '../../support/tables'

const MINUTE = 60_000
const SPEC = readFileSync(resolve(import.meta.dirname, '../../../shared/src/people/SPEC.md'), 'utf8')

/** Something to ask of each that is right in itself. */
const ASKED: Readonly<Record<string, string>> = {
  'Query.planExport': 'query { answer: planExport(body: "CCIAA-MS", year: 2021)',
  'Mutation.grantGive':
    'mutation { answer: grantGive(input: { person: "oiv", role: "manager", unit: "RI", from: null, to: null, deputy: false })',
  'Mutation.grantEnd': 'mutation { answer: grantEnd(id: "x", lastDay: "2021-09-05")',
  'Mutation.holderAdd':
    'mutation { answer: holderAdd(input: { person: "oiv", name: "Anna", username: null, from: "2022-01-01", to: null, handOver: true })',
  'Mutation.holderBegin': 'mutation { answer: holderBegin(id: "x", firstDay: "2021-09-05")',
  'Mutation.holderEnd': 'mutation { answer: holderEnd(id: "x", lastDay: "2021-09-05")',
  'Mutation.holderRemove': 'mutation { answer: holderRemove(id: "x", reopen: false)',
  'Mutation.holderErase': 'mutation { answer: holderErase(id: "x", reason: "richiesta")',
  'Mutation.accountInvite': 'mutation { answer: accountInvite(person: "oiv", username: "oiv", email: "oiv@ente.it")',
  'Mutation.accountSwitch': 'mutation { answer: accountSwitch(username: "organi", on: false)',
  'Mutation.accountUnlink': 'mutation { answer: accountUnlink(person: "organi")',
  'Mutation.factorEnd': 'mutation { answer: factorEnd(username: "organi", reason: "perso")',
  'Mutation.feedRenew': 'mutation { answer: feedRenew',
  'Mutation.siteCreate':
    'mutation { answer: siteCreate(body: "CCIAA-MS", name: "Sede", units: ["RI"], head: "https://x.it")',
  'Mutation.siteChange': 'mutation { answer: siteChange(body: "CCIAA-MS", id: "x", name: "Sede", units: ["RI"])',
  'Mutation.siteRevoke': 'mutation { answer: siteRevoke(body: "CCIAA-MS", id: "x")',
}

describe('asking once more who it is', () => {
  let api: Api
  let passed = 0
  beforeAll(async () => {
    const now = () => new Date(Date.parse('2021-09-05T08:00:00.000Z') + passed).toISOString()
    api = await startApi(await demoDatabase('sqlite'), { clock: { now } })
  })
  afterAll(() => api.close())

  it('[RI26.1] holds for what the table of SPEC.md says', () => {
    const said = tablesIn(SPEC).get('What asks the password or a code again') ?? []
    expect(said.map(({ operation }) => operation)).toEqual([...CONFIRMED_FIELDS])
    expect(Object.keys(ASKED)).toEqual([...CONFIRMED_FIELDS])
  })

  it('[RI26.1] lasts ten minutes from when the password or a code was shown', () => {
    const at = '2021-09-05T08:00:00.000Z'
    expect(isConfirmed(at, '2021-09-05T08:09:59.999Z')).toBe(true)
    expect(isConfirmed(at, '2021-09-05T08:10:00.000Z')).toBe(false)
    expect(isConfirmed(null, at)).toBe(false)
  })

  it('[RI26.2] comes before each of them, after the rights and before anything is done', async () => {
    const controller = await api.signIn('controllo-gestione')
    const head = await api.signIn('po-promozione')
    const code = async (caller: typeof controller, asked: string) =>
      (await caller.ask<{ answer: { code?: string } }>(`${asked} { __typename ... on Refusal { code } } }`)).answer.code
    passed += 10 * MINUTE
    for (const [name, asked] of Object.entries(ASKED)) {
      expect(await code(controller, asked), name).toBe('CONFIRM_NEEDED')
      expect(await code(head, asked), name).toBe(name === 'Mutation.feedRenew' ? 'CONFIRM_NEEDED' : 'NOT_CONTROLLER')
    }
    const people = '{ people(body: "CCIAA-MS") { ... on Staff { people { code account { username disabledAt } } } } }'
    const { people: found } = await controller.ask<{
      people: { people: { code: string; account: { disabledAt: string | null } | null }[] }
    }>(people)
    expect(found.people.find(({ code: one }) => one === 'organi')?.account?.disabledAt).toBeNull()
    await controller.ask('mutation { sessionConfirm(password: "Traguardo-2021") { __typename } }')
    for (const [name, asked] of Object.entries(ASKED))
      expect(await code(controller, asked), name).not.toBe('CONFIRM_NEEDED')
  })
})
