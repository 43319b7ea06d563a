import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PeopleDocument } from '../../../../client/src/staff/staff.generated'
import { SignInDocument } from '../../../../client/src/people/sign-in.generated'
import { knownDocuments } from '../../../../server/src/app/http/known-documents'
import { theSchema } from '../../../../server/src/app/schema/build'
import { EXCHANGE } from '../../../../server/src/sites/node/ask-office'
import { type Api, startApi } from '../../../support/api'
import { demoDatabase } from '../../../support/databases'
import { BODY } from '../stage/places'
import { PASSWORD } from '../stage/speakers'
import { push } from '../wire/sync'
import { rootFields, textFor } from '../wire/texts'

/** The sync of the first app, letter by letter: devices that have it may still hold work. */
const FIRST_SYNC = `mutation Sync($push: PushInput!) { sync(push: $push) { __typename
  ... on SyncAnswer { notice epoch receipt verdicts { operation stamp provisional keptAs type scope current { id key { body measure unit year period field } scope head content person at stamp excused complete } refusal { code params message } } registers { id key { body measure unit year period field } scope head content person at stamp excused complete } tray { operation { id node seq person deviceTime protocol kind register key { body measure unit year period field } base content about decision { reason inTime } } sent verdict { operation stamp provisional keptAs type scope current { id key { body measure unit year period field } scope head content person at stamp excused complete } refusal { code params message } } receivedAt stamp scope relayed settlement { by kind person at reason } } at { view stamp tray behind { scopes stamp } } view { token scopes manages } more checksum sums { scope sum } safe serverTime } ... on Refusal { code params message } } }`

const CONTROLLER = 'controllo-gestione.cciaa-mt'
/** What nobody published, and a build of the pages has. */
const OF_BUILD = 'query OfBuild{me{person}}'

interface Answer {
  readonly data?: Record<string, { readonly __typename: string; readonly code?: string }>
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

describe('a server that answers known documents only', () => {
  let api: Api
  let cookie = ''
  beforeAll(async () => {
    const ofBuild = createHash('sha256').update(OF_BUILD).digest('hex')
    api = await startApi(await demoDatabase('sqlite'), { documents: knownDocuments([ofBuild]) })
  })
  afterAll(() => api.close())

  const post = (payload: object) => api.app.inject({ method: 'POST', url: '/graphql', headers: { cookie }, payload })
  const ask = async (query: string, variables: object = {}) => (await post({ query, variables })).json<Answer>()
  const codeOf = async (query: string) => (await ask(query)).errors?.[0]?.extensions.code
  async function signIn(password: string) {
    const response = await post({ query: SignInDocument, variables: { username: CONTROLLER, password } })
    const [made] = response.cookies
    cookie = made ? `${made.name}=${made.value}` : cookie
    return response.json<Answer>().data?.['signIn']
  }

  it('[RI82.2] refuses every root field by another document, with a code and a sentence', async () => {
    const schema = await theSchema()
    for (const [door, { kind, field }] of rootFields(schema)) {
      const { data, errors } = await ask(textFor(kind, field))
      expect([door, data, errors?.[0]?.extensions.code]).toEqual([door, undefined, 'DOCUMENT_UNKNOWN'])
      expect(errors?.[0]?.message).toContain('ricarichi la pagina')
    }
  })

  it('[RI82.2] does nothing of a document that it does not know: no try of a password is counted', async () => {
    const guess = `mutation { signIn(username: "${CONTROLLER}", password: "wrong") { __typename ... on Refusal { code } } }`
    for (let times = 0; times < 12; times++) expect(await codeOf(guess)).toBe('DOCUMENT_UNKNOWN')
    expect(await signIn(PASSWORD)).toMatchObject({ __typename: 'Session' })
  })

  it('[RI82.1] answers what its pages ask, what was published, and what is kept', async () => {
    expect(await signIn(PASSWORD)).toMatchObject({ __typename: 'Session' })
    expect((await ask(OF_BUILD)).data).toHaveProperty('me.person')
    expect((await ask(PeopleDocument, { body: BODY })).data?.['people']?.__typename).toBe('Staff')
    const carried = await ask(EXCHANGE, { envelope: 'none' })
    expect(carried.data?.['siteExchange']?.__typename).toBe('Refusal')
  })

  it('[RI82.5] knows a document however it is laid out, and not one that asks for more', async () => {
    await signIn(PASSWORD)
    const laidOut = `# of a page\n${PeopleDocument.replaceAll('{', '{\n  ').replaceAll('}', ',\n}')}`
    expect((await ask(laidOut, { body: BODY })).data?.['people']?.__typename).toBe('Staff')
    for (const more of [
      PeopleDocument.replace('__typename', '__typename again:__typename'),
      `${PeopleDocument}query Other{me{person}}`,
      PeopleDocument.replace('query People', 'query Peoples'),
    ])
      expect(await codeOf(more)).toBe('DOCUMENT_UNKNOWN')
  })

  it('[RI82.2] takes no other way to a document: a list of them, a hash of it, an address', async () => {
    const query = '{ me { person } }'
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } }
    const tries = [[{ query }], { extensions }, { query: [query] }, { query: { toString: query } }]
    for (const payload of tries) {
      const { data, errors } = (await post(payload)).json<Answer>()
      expect([payload, data ?? null, typeof errors?.[0]?.extensions.code]).toEqual([payload, null, 'string'])
    }
    const url = `/graphql?query=${encodeURIComponent(query)}`
    expect((await api.app.inject({ method: 'GET', url })).statusCode).toBe(404)
  })

  it('[RI83.1] answers the sync of the first app, letter by letter', async () => {
    await signIn(PASSWORD)
    const { data } = await ask(FIRST_SYNC, { push: push(BODY, 'primo-telefono') })
    expect(data?.['sync']?.__typename).toBe('SyncAnswer')
  })
})
