import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../../server/bin/workspace.mjs'
import { documentsServed } from '../../server/src/app/http/known-documents'
import { operationsIn, textOf } from '../api/documents'
import { read, repositoryFiles } from '../support/repository'

it('[RI82.1] a build of the pages lists every document that they send, and no other', () => {
  const files = repositoryFiles().filter((path) => /^client\/src\/.*\.graphql$/.test(path))
  const texts = operationsIn(files.map((path) => ({ path, text: read(path) }))).map(textOf)
  const isKnown = documentsServed(join(ROOT, 'client', 'dist'))
  expect(texts.filter((text) => !isKnown(text))).toEqual([])
  expect(Object.keys(JSON.parse(read('client/dist/documents.json')) as object)).toHaveLength(texts.length)
})
