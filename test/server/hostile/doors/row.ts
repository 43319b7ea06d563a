import type { Liar } from '../stage/liars'
import type { Stage } from '../stage/stage'
import type { SiteKeys } from '../wire/envelope'
import { type Asked, graphql } from '../wire/http'
import { rootFields, textFor } from '../wire/texts'

/** One thing that a liar asks at a door, and the same about what is not there: both have to be answered alike. */
export interface Lie {
  readonly what: string
  readonly asked: Asked
  readonly twin?: Asked
  /** What may differ between the two answers: the names of what was asked about. */
  readonly names?: readonly string[]
  /** Keys of the site that the answer is sealed for: what is inside is read too. */
  readonly opens?: SiteKeys
}

/** A door: what whoever may ask gets there, and what liars ask. */
export interface Row {
  readonly door: string
  /** Names of the canaries that come out, or why there is nothing to come out. */
  readonly gives: readonly string[] | { readonly nothing: string }
  /** What whoever may ask is answered: everything in it that can be read. */
  entitled(stage: Stage): Promise<string>
  lies(stage: Stage, liar: Liar): readonly Lie[]
  /** Tables in which a row may come about by itself: of a letter that goes to whom it is for. */
  readonly leaves?: readonly string[]
  /** Does the server write down what it could not reach for its sake? */
  readonly logs?: boolean
  /** Does it end the session of whoever asks? Such doors come last. */
  readonly ends?: boolean
}

/** What goes along in headers and is a lie: addresses, names, cookies, types, ranges, validators. */
export const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'https', 'x-real-ip': '::1' },
  { host: 'evil.example', forwarded: 'for=127.0.0.1;host=localhost' },
  { authorization: 'Sede eyJhbGciOiJub25lIn0.e30.' },
  { authorization: 'Bearer po-anag', 'x-user': 'po-anag', 'x-remote-user': 'controllo-gestione.cciaa-mt' },
  { accept: 'text/html', 'accept-language': 'en', 'accept-encoding': 'gzip, br' },
  { range: 'bytes=0-100', 'if-none-match': '*', 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
  { origin: 'https://evil.example', referer: 'https://evil.example/', 'sec-fetch-site': 'cross-site' },
]

/** Forms of a cookie that is none: empty, doubled, quoted, a hash of one, long, not UTF-8. */
export const cookies = (hash: string): readonly string[] => [
  'traguardo=',
  'traguardo=undefined; traguardo=null',
  `traguardo="${hash}"`,
  `traguardo=${hash}`,
  `traguardo=${'x'.repeat(6000)}`,
  'traguardo=%00%C0%AF',
]

/** A request to a root field for everything that it has. */
export function rootAsked(stage: Stage, who: Liar['headers'], name: string, variables: object): Asked {
  const found = rootFields(stage.schema).get(name)
  if (!found) throw new Error(`${name} is no root field`)
  return graphql(who, textFor(found.kind, found.field), variables)
}

/** An id that nothing has. */
export const NO_ID = '019ad000-0000-7000-8000-000000000000'
/** A hash of nothing that is kept. */
export const NO_HASH = 'a0'.repeat(32)
