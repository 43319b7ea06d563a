import { stripIgnoredCharacters } from 'graphql'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import kept from '../../../api/kept-documents.json'
import published from '../../../api/published-documents.json'

/** Is the text of a document known, however it is laid out? */
export type KnownDocuments = (text: string) => boolean

/** The program's own question, at its start. */
export const OWN_STATUS = '{ status { needsSetup demoPassword accounts { body bodyName username title } } }'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A text without what means nothing in it; null where it is no GraphQL. */
function stripped(text: string): string | null {
  try {
    return stripIgnoredCharacters(text)
  } catch {
    return null
  }
}

/** The documents of hashes, those that were published, and those that are kept for ever: they bring work [RI83]. */
export function knownDocuments(hashes: readonly string[]): KnownDocuments {
  const known = new Set([...hashes, ...[OWN_STATUS, ...kept, ...published].map(hashOf)])
  const isKnown = (text: string | null): boolean => text !== null && known.has(hashOf(text))
  // Our own come as they were hashed.
  return (text) => isKnown(text) || isKnown(stripped(text))
}

/** The list that a build of the client leaves of its documents: the hash of each and its name. */
const LIST = 'documents.json'

/** The documents of the app that is served from a folder; without a build of it none but those that are known anyway. */
export function documentsServed(clientDir: string): KnownDocuments {
  const list = join(clientDir, LIST)
  const hashes = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Readonly<Record<string, string>>) : {}
  return knownDocuments(Object.keys(hashes))
}
