import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { theSchema } from '../../server/src/app/schema/build'
import { read } from '../support/repository'
import { unannounced } from './changes'

const published = buildSchema(read('server/api/schema.published.graphql'))

describe('the API', () => {
  it('[RI80.1] is in `server/api/schema.graphql` as the code gives it: `npm run api` writes it', async () => {
    const sdl = printSchema(lexicographicSortSchema(await theSchema()))
    await expect(`${sdl}\n`).toMatchFileSnapshot('../../server/api/schema.graphql')
  })

  it('[RI80.2] breaks nobody unannounced: what changed since it was published is in its changelog', async () => {
    expect(unannounced(published, await theSchema(), read('docs/api-changelog.md'))).toEqual([])
  })
})

const BEFORE = buildSchema(`
  input Push { at: Int }
  enum Step { assigned closed }
  type Done { done: Boolean! }
  type Grant { role: String!, from: String! }
  union Result = Done | Grant
  type Query { grant(id: ID, push: Push, step: Step): Result }
`)
const NOW = buildSchema(`
  input Push { at: Int, body: String!, note: String }
  enum Step { assigned, accepted }
  type Done { done: Boolean! }
  type Grant { role: String!, from: String, to: String }
  type Late { days: Int }
  union Result = Done | Late
  type Query { grant(push: Push, step: Step, year: Int!, day: String): Result }
`)
const CHANGED = [
  'Grant.from',
  'Push.body',
  'Query.grant(id:)',
  'Query.grant(year:)',
  'Result',
  'Step.accepted',
  'Step.closed',
]
const log = (...coordinates: readonly string[]) =>
  `# API\n\n## Not published yet\n\n${coordinates.map((one) => `- \`${one}\`: gone.\n`).join('')}\n## 0.1.0\n\n- \`Grant.from\`: gone.\n`

describe('a change of the API', () => {
  const found = (changelog: string) => unannounced(BEFORE, NOW, changelog)

  it('is found by the coordinate of what it may break, and what only comes along is none', () => {
    expect(
      found(log())
        .map((line) => /- `(.*)`/.exec(line)?.[1])
        .sort(),
    ).toEqual(CHANGED)
  })

  it('is red with a sentence that says what to write', () => {
    expect(found(log(...CHANGED.slice(1)))).toEqual([
      'Grant.from changed type from String! to String. Say in docs/api-changelog.md, under "Not published yet", what to do instead: - `Grant.from`: …',
    ])
  })

  it('is green once it is announced, in the section of what is not published yet', () => {
    expect(found(log(...CHANGED))).toEqual([])
  })

  it('is red for a field that was taken out of the API itself', () => {
    const without = read('server/api/schema.published.graphql').replace(/^ {2}personTitle: String!$/m, '')
    const red = unannounced(published, buildSchema(without), log())
    expect(red).toEqual([expect.stringContaining('HistoryEntry.personTitle was removed.')])
  })
})
