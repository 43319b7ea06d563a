import { AnswerSchema, OperationRecordSchema, RefusalSchema } from '@traguardo/shared/sync'
import { type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql'
import { describe, expect, it } from 'vitest'
import { HistoryDocument } from '../../client/src/history/history.generated'
import { SyncDocument } from '../../client/src/offline/sync.generated'
import { isGenerated, read, repositoryFiles } from '../support/repository'
import { faultsOf, operationsIn } from './documents'
import { generatedFrom } from './generated'

const sdl = read('server/api/schema.graphql')
const ofClient = repositoryFiles().filter((path) => path.startsWith('client/src/'))
const files = ofClient.filter((path) => path.endsWith('.graphql')).map((path) => ({ path, text: read(path) }))
const sources = ofClient.filter((path) => /\.(ts|vue)$/.test(path) && !isGenerated(path))

/** Everything wrong once a file says something else. */
const spoilt = (path: string, from: string, to: string) => {
  const said = files.map((file) => (file.path === path ? { path, text: file.text.replace(from, to) } : file))
  return faultsOf(sdl, said)
}

describe('documents of the app', () => {
  it('are there, one operation a document', () => {
    expect(operationsIn(files).length).toBeGreaterThan(50)
  })

  it('[RI81.1] ask for what the schema has, and for nothing else', () => {
    expect(faultsOf(sdl, files)).toEqual([])
  })

  it.each([
    ['a field', 'client/src/record/record.graphql', '  outcome\n', '  outcom\n', 'Cannot query field "outcom"'],
    ['an argument', 'client/src/life/life.graphql', 'seen: $seen)', 'sen: $seen)', 'Unknown argument "sen"'],
    ['a variable', 'client/src/staff/staff.graphql', 'body: $body', 'body: $bdy', 'Variable "$bdy" is not defined'],
    ['a fragment', 'client/src/sites/sites.graphql', '...SiteEnvelope', '...SiteEnvelop', 'Unknown fragment'],
    ['a type', 'client/src/tree/past-tree.graphql', 'on TreeObjective', 'on TreeObjectiv', 'Unknown type'],
  ])('are red where %s is misspelt', (_, path, from, to, said) => {
    expect(spoilt(path, from, to).join('\n')).toContain(said)
  })

  it('[RI81.2] have the types and texts that they and the schema give: `npm run api` writes them', async () => {
    const made = await generatedFrom(sdl, files)
    expect(ofClient.filter(isGenerated).sort()).toEqual([...made.keys()].sort())
    for (const [path, text] of made) await expect(text).toMatchFileSnapshot(`../../${path}`)
  })

  it('[RI81.3] stand in files of their own: no source holds the text of one', () => {
    const OPERATION = /[`'"]\s*(?:(?:query|mutation|subscription)\b[^`'"]*\{|fragment\s+\w+\s+on\b)/
    expect(sources.filter((path) => OPERATION.test(read(path)))).toEqual([])
  })

  it('[RI81.4] leave by one function, as files do by another', () => {
    const speaks = (pattern: RegExp) => sources.filter((path) => pattern.test(read(path)))
    expect(speaks(/\/graphql\b(?!\|)/)).toEqual(['client/src/api/send.ts'])
    expect(speaks(/\bfetch\(|\bcarry\(|XMLHttpRequest/)).toEqual(['client/src/api/beside.ts', 'client/src/api/send.ts'])
    expect(speaks(/'tus-js-client'/)).toHaveLength(1)
  })
})

/** What something consists of, part by part. */
interface Parts {
  readonly [name: string]: Parts
}

interface Schema {
  readonly type?: string
  readonly wrapped?: Schema
  readonly item?: Schema
  readonly entries?: Readonly<Record<string, Schema>>
  readonly options?: readonly Schema[]
}

/** The parts of what a schema describes; of several kinds those of all. */
function partsOf(of: unknown): Parts {
  const schema = of as Schema
  const inner = schema.wrapped ?? schema.item
  if (inner) return partsOf(inner)
  const kinds = schema.entries ? [schema] : (schema.options ?? []).filter(({ entries }) => entries !== undefined)
  return Object.fromEntries(
    kinds.flatMap(({ entries = {} }) => Object.entries(entries).map(([name, part]) => [name, partsOf(part)])),
  )
}

/** The parts for which a document asks below a field, other than of what type something is. */
function askedOf(document: string, ...path: readonly string[]): Parts {
  const { definitions } = parse(document)
  const fragments = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  )
  const selected = (set: SelectionSetNode | undefined): Parts =>
    (set?.selections ?? []).reduce<Parts>((all, one) => {
      if (one.kind === Kind.FIELD)
        return one.name.value === '__typename' ? all : { ...all, [one.name.value]: selected(one.selectionSet) }
      const of = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one
      return { ...all, ...selected((of as FragmentDefinitionNode | undefined)?.selectionSet) }
    }, {})
  const [operation] = definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? [one.selectionSet] : []))
  return path.reduce((parts, name) => parts[name] ?? {}, selected(operation))
}

describe('what is asked of the sync', () => {
  it('[SY90.1] is every part that the one definition has, of an answer and of a line of the history', () => {
    const { cursor = {}, ...answer } = partsOf(AnswerSchema)
    const asked = { ...partsOf(RefusalSchema), ...answer, at: cursor }
    expect(askedOf(SyncDocument, 'sync')).toEqual(asked)
    expect(askedOf(HistoryDocument, 'history', 'entries', 'record')).toEqual(partsOf(OperationRecordSchema))
  })
})
