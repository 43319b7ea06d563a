import { expect, inject } from 'vitest'
import { type AppParts, createApp } from '../../server/src/app/app'
import { DEMO_DAY, fixedDayClock, realClock } from '../../server/src/kernel/runtime/clock'
import type { Database } from '../../server/src/kernel/db/database'
import { demoDays } from '../../server/src/app/demo/demo-plans'
import { DEMO_PASSWORD } from '../../server/src/identity/sessions/demo-accounts'
import { DEMO_KEY } from './demo-data'

/** The answer to a request: its data, as tests look at it. */
type Data = Record<string, unknown>

/** Somebody who asks the API: signed in, or nobody. */
export interface Caller {
  /** The session's cookie, for what does not go through GraphQL. */
  readonly cookie: string
  ask<T = Data>(query: string, variables?: Data): Promise<T>
}

/** The whole application on a real database, asked through HTTP without a socket. */
export interface Api {
  readonly app: Awaited<ReturnType<typeof createApp>>
  /** SQL statements since the last call, without those that a clock runs. */
  statements(): readonly string[]
  nobody: Caller
  signIn(username: string, password?: string): Promise<Caller>
  close(): Promise<void>
}

const SIGN_IN = `mutation($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { __typename ... on Refusal { code } }
}`

/** Run every few seconds, whatever is asked: the look at the schema. */
const OF_THE_CLOCK = /^\W*(\[query\] )?select "name" from "mikro_orm_migrations"/

/** Starts the application with the demo, on its clock, without a limit on sign-ins. What is empty is filled first. */
export async function startApi(database: Database, parts: Partial<AppParts> = {}): Promise<Api> {
  let log: string[] = []
  const app = await createApp({
    database,
    clock: fixedDayClock(DEMO_DAY, realClock, demoDays()),
    demo: true,
    clientDir: null,
    floodLimit: null,
    secretKey: DEMO_KEY,
    planWorker: new URL(inject('planWorker')),
    sqlLog: (statement) => {
      if (!OF_THE_CLOCK.test(statement)) log.push(statement)
    },
    ...parts,
  })
  const post = (query: string, variables: Data, cookie: string | undefined) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'apollo-require-preflight': '1', ...(cookie ? { cookie } : {}) },
      payload: { query, variables },
    })
  const caller = (cookie?: string): Caller => ({
    cookie: cookie ?? '',
    async ask<T>(query: string, variables: Data = {}) {
      const response = await post(query, variables, cookie)
      const { data, errors } = response.json<{ data: T; errors?: unknown }>()
      expect(errors, query).toBeUndefined()
      return data
    },
  })
  return {
    app,
    statements() {
      const run = log
      log = []
      return run
    },
    nobody: caller(),
    async signIn(username, password = DEMO_PASSWORD) {
      const response = await post(SIGN_IN, { username, password }, undefined)
      expect(response.json<{ data: Data }>().data).toEqual({ signIn: { __typename: 'Session' } })
      const [cookie] = response.cookies
      return caller(`${cookie?.name}=${cookie?.value}`)
    },
    close: () => app.close(),
  }
}
