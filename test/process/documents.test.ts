import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../server/bin/workspace.mjs'
import { documentsServed } from '../../server/src/app/http/known-documents'
import { operationsIn, textOf } from '../api/documents'
import { read, repositoryFiles } from '../support/repository'

const DIST = join(ROOT, 'client', 'dist')
const files = repositoryFiles().filter((path) => /^client\/src\/.*\.graphql$/.test(path))
const texts = operationsIn(files.map((path) => ({ path, text: read(path) }))).map(textOf)

it('[RI82.1] a build of the pages lists every document that they send, and no other', () => {
  const isKnown = documentsServed(DIST)
  expect(texts.filter((text) => !isKnown(text))).toEqual([])
  expect(Object.keys(JSON.parse(read('client/dist/documents.json')) as object)).toHaveLength(texts.length)
})

it('a document stands in one script, and not beside those of other pages', () => {
  const names = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'))
  const scripts = names.map((name) => readFileSync(join(DIST, 'assets', name), 'utf8'))
  const homes = texts.map((text) => scripts.findIndex((script) => script.includes(text)))
  expect(texts.filter((text) => scripts.filter((script) => script.includes(text)).length !== 1)).toEqual([])
  expect(Math.max(...homes.map((home) => homes.filter((other) => other === home).length))).toBeLessThan(20)
})
