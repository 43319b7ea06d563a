import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, type Caller, startApi } from '../../../support/api'
import { demoDatabase, KINDS } from '../../../support/databases'

const SAVE = `mutation($code: String!, $title: String!) { personSave(code: $code, title: $title) { __typename
  ... on Staff { people { code title } } ... on Refusal { code } } }`
const PEOPLE = '{ people(body: "CCIAA-MS") { ... on Staff { people { code title } } } }'

describe.each(KINDS)('text on %s', (kind) => {
  let api: Api
  let controller: Caller
  const logged: unknown[] = []
  beforeAll(async () => {
    api = await startApi(await demoDatabase(kind), { log: (error) => logged.push(error) })
    controller = await api.signIn('controllo-gestione')
  })
  afterAll(() => api.close())

  it('[RI10.2] what shows another text than it holds is refused, and nothing is changed', async () => {
    expect(await controller.ask(SAVE, { code: 'nuova', title: 'Città, perché no? 😀' })).toMatchObject({
      personSave: { __typename: 'Staff' },
    })
    const before = await controller.ask(PEOPLE)
    for (const unfit of ['\u202eenoizisop', 'a\u2066b', 'a\ud800b', '\udc00', 'a\u0007b', 'a\u0000b'])
      expect(await controller.ask(SAVE, { code: 'nuova', title: unfit }), JSON.stringify(unfit)).toEqual({
        personSave: { __typename: 'Refusal', code: 'BAD_TEXT' },
      })
    expect(await controller.ask(PEOPLE)).toEqual(before)
    expect(logged).toEqual([])
  })
})
