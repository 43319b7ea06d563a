import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { read } from '../../support/repository'

const examples = [...read('docs/api.md').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text)

/** Who asks: somebody who has what is asked for. */
const whoAsks = (text: string): string => (text.includes('benchmarks(') ? 'oiv.cciaa-ms-2019' : 'controllo-gestione')

describe('the examples of docs/api.md', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(await demoDatabase('sqlite'))
  })
  afterAll(() => api.close())

  it('are there', () => expect(examples).toHaveLength(6))

  it.each(examples.map((text) => [/\w+(?=\()/.exec(text)?.[0], text]))(
    'run as they stand: %s',
    async (_name, text = '') => {
      const who = await api.signIn(whoAsks(text))
      const [answer] = Object.values(await who.ask<Record<string, object>>(text))
      expect(answer).not.toHaveProperty('code')
      expect(JSON.stringify(answer).length).toBeGreaterThan(20)
    },
  )
})
