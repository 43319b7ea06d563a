import { buildSchema, parse, stripIgnoredCharacters, validate } from 'graphql'
import { expect, it } from 'vitest'
import { knownDocuments } from '../../server/src/app/http/known-documents'
import { EXCHANGE } from '../../server/src/sites/node/ask-office'
import { read, repositoryFiles } from '../support/repository'
import { operationsIn, textOf } from './documents'

/** Documents without which a device cannot bring the work that lies on it. */
const BRING_WORK = ['BodySwitch', 'Contact', 'Plan', 'SignIn', 'SignInConfirm', 'SignOut', 'Sync']

const listIn = (name: string) => JSON.parse(read(`server/api/${name}`)) as readonly string[]
const asList = (texts: Iterable<string>) => `${JSON.stringify([...new Set(texts)], null, 2)}\n`
const kept = listIn('kept-documents.json')
const published = listIn('published-documents.json')
const files = repositoryFiles()
  .filter((path) => /^client\/src\/.*\.graphql$/.test(path))
  .map((path) => ({ path, text: read(path) }))
const operations = operationsIn(files)

const schema = buildSchema(read('server/api/schema.graphql'))
const faultsOf = (text: string) => validate(schema, parse(text)).map(({ message }) => `${text}: ${message}`)

it('[RI83.1] keeps the documents that bring work, those of now too: `npm run api` adds them and takes none out', async () => {
  const now = operations.filter(({ node }) => BRING_WORK.includes(node.name?.value ?? '')).map(textOf)
  expect(now).toHaveLength(BRING_WORK.length)
  const all = asList([...kept, ...now, stripIgnoredCharacters(EXCHANGE)])
  await expect(all).toMatchFileSnapshot('../../server/api/kept-documents.json')
})

it('[RI83.2] keeps the document by which a site speaks to its head office', () => {
  expect(knownDocuments([])(EXCHANGE)).toBe(true)
})

it('[RI83.3] keeps no document that the schema of now would refuse', () => {
  expect(kept.length).toBeGreaterThan(BRING_WORK.length)
  expect(kept.flatMap(faultsOf)).toEqual([])
})

it('[RI83.4] knows what was published as long as the schema has what it asks for: `npm run api` takes out the rest', async () => {
  const all = process.env['PUBLISH'] ? [...published, ...operations.map(textOf)] : published
  const valid = asList(all.filter((text) => faultsOf(text).length === 0))
  await expect(valid).toMatchFileSnapshot('../../server/api/published-documents.json')
  const isKnown = knownDocuments([])
  expect(published.length).toBeGreaterThan(50)
  expect(published.filter((text) => !isKnown(text))).toEqual([])
})
