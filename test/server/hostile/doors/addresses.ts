import { wordsOf } from '../stage/canaries'
import { type Liar, passOf } from '../stage/liars'
import { BODY } from '../stage/places'
import { HALF } from '../stage/plant'
import { METRICS, type Stage } from '../stage/stage'
import { type Asked, graphql } from '../wire/http'
import { push, SYNC } from '../wire/sync'
import { append, begin, standing, UPLOADS } from '../wire/tus'
import { HEADERS, type Lie, NO_HASH, type Row } from './row'

type Headers = Liar['headers']

/** An address: what whoever may ask sends there, and what liars send. */
interface Address {
  readonly gives: Row['gives']
  readonly honest: (stage: Stage) => Asked
  readonly lies: (stage: Stage, who: Headers, liar: Liar) => readonly (Asked | { asked: Asked; twin: Asked })[]
  readonly logs?: boolean
}

const get = (path: string, headers: Headers = {}, method = 'GET'): Asked => ({ path, headers, method })
/** The same under every header that lies. */
const dressed = (asked: Asked): readonly Asked[] =>
  HEADERS.map((headers) => ({ ...asked, headers: { ...asked.headers, ...headers } }))

const DEEP = 20_000
const JSON_TYPE = { 'content-type': 'application/json', 'apollo-require-preflight': '1' }
const PEOPLE = `{ answer: people(body: "${BODY}") { __typename ... on Staff { people { code title account { email } } } ... on Refusal { code message } } }`

/** Bodies of a request to the API that are none, or more than one. */
const bodies = (who: Headers): readonly Asked[] => {
  const post = (body: string | Buffer, headers: Headers = {}): Asked => ({
    method: 'POST',
    path: '/graphql',
    headers: { ...JSON_TYPE, ...who, ...headers },
    body,
  })
  return [
    post(''),
    post('{'),
    post('null'),
    post('[]'),
    post(JSON.stringify([{ query: PEOPLE }, { query: PEOPLE }])),
    post(JSON.stringify({ query: PEOPLE, operationName: 'altra' })),
    post(JSON.stringify({ query: PEOPLE, extensions: { persistedQuery: { version: 1, sha256Hash: NO_HASH } } })),
    post(JSON.stringify({ query: `query a ${PEOPLE} query b ${PEOPLE}`, operationName: 'b' })),
    post(`{"query":"{ status { version } }","query":${JSON.stringify(PEOPLE)}}`),
    post(`{"query":${JSON.stringify(PEOPLE)},"variables":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`),
    post(`{"query":"${'{a'.repeat(DEEP)}"}`),
    post(JSON.stringify({ query: PEOPLE, variables: { __proto__: { roles: [] }, constructor: 'x' } })),
    post(JSON.stringify({ query: `# planImport\n${PEOPLE}`, variables: { x: 'x'.repeat(1_100_000) } })),
    post(JSON.stringify({ query: PEOPLE }), { 'content-type': 'text/plain' }),
    post(`query=${encodeURIComponent(PEOPLE)}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    post(Buffer.from([0xff, 0xfe, 0xc0, 0xaf])),
    post(Buffer.from(JSON.stringify({ query: PEOPLE }), 'utf16le')),
  ]
}

/** Names of uploads and files that are none: they leave the folder, are too long, or are no text. */
const ODD = ['..%2F..%2Ftraguardo.sqlite', '%00', '%C0%AF', '%', 'x'.repeat(3000), '.', 'A0'.repeat(32)]

const uploads: Address['lies'] = ({ planted: { files, upload } }, who) => [
  ...[files.sheet, files.half].map(({ sha256, size }) => ({
    asked: begin(who, sha256, size),
    twin: begin(who, NO_HASH, size),
  })),
  begin(who, files.sheet.sha256, -1),
  begin(who, files.sheet.sha256, '1e99'),
  begin(who, '../../etc/passwd', 1),
  { ...begin(who, upload, 10), headers: { ...who, 'tus-resumable': '0.1', 'upload-metadata': 'sha256 ****' } },
]

const atUpload =
  (make: (who: Headers, id: string) => Asked): Address['lies'] =>
  ({ planted: { files, upload } }, who) => [
    { asked: make(who, upload), twin: make(who, `${upload.slice(0, -1)}${upload.endsWith('a') ? 'b' : 'a'}`) },
    { asked: make(who, files.half.sha256), twin: make(who, NO_HASH) },
    { asked: make(who, files.sheet.sha256), twin: make(who, NO_HASH) },
    ...ODD.map((id) => make(who, id)),
  ]

const files: Address['lies'] = ({ planted, sites }, who, { site }) => {
  const at = (sha256: string, headers = who): Asked => get(`/prove/${sha256}`, headers)
  // A pass that names another site than its writer, or none.
  const passes =
    site === null
      ? [{ ...who, authorization: 'Sede x' }]
      : [{ files: sites.live.id }, { files: '' }, { files: null }].map((content) =>
          passOf(site, { path: `/prove/${planted.files.sheet.sha256}` }, content),
        )
  return [
    ...[planted.files.sheet, planted.files.half].map(({ sha256 }) => ({ asked: at(sha256), twin: at(NO_HASH) })),
    ...dressed(at(planted.files.sheet.sha256)),
    ...passes.map((headers) => at(planted.files.sheet.sha256, headers)),
    ...ODD.map((name) => at(name)),
    at(planted.files.sheet.sha256.toUpperCase()),
  ]
}

const NOTHING = (nothing: string): Row['gives'] => ({ nothing })
const asHead = (lies: Address['lies']): Address['lies'] => {
  const head = (asked: Asked): Asked => ({ ...asked, method: 'HEAD' })
  return (...from) =>
    lies(...from).map((lie) => ('asked' in lie ? { asked: head(lie.asked), twin: head(lie.twin) } : head(lie)))
}

const record: Address = {
  gives: ['value of the sheet', 'title of a position'],
  honest: ({ entitled }) => get('/registro.jsonl', entitled.controller),
  lies: (_stage, who) => [get('/registro.jsonl', who), ...dressed(get('/registro.jsonl?body=CCIAA-MT', who))],
}
const calendar: Address = {
  gives: ['name of a unit'],
  honest: ({ planted }) => get(new URL(planted.feed).pathname),
  lies({ planted }, who) {
    const path = new URL(planted.feed).pathname
    const secret = path.split('/').at(-1)?.replace('.ics', '') ?? ''
    const odd = [secret.slice(0, -1), secret.toLowerCase(), `${secret}x`, planted.session, '%25', ...ODD]
    return odd.map((token) => get(`/calendario/${token}.ics`, who))
  },
}
const file: Address = {
  gives: ['bytes of a file of the sheet', 'name of a file of the sheet', 'size of a file of the sheet'],
  honest: ({ entitled, planted }) => get(`/prove/${planted.files.sheet.sha256}`, entitled.manager),
  lies: files,
}
const begun: Address = {
  gives: ['size of a file on its way'],
  honest: ({ entitled, planted }) => standing(entitled.victim, planted.upload),
  lies: atUpload(standing),
}
const page: Address = {
  gives: NOTHING('it gives the pages, which are the same for everybody'),
  honest: () => get('/', { accept: 'text/html' }),
  lies: (_stage, who) =>
    [
      '/..%2f..%2ftraguardo.sqlite',
      '/%2e%2e/prove/in-arrivo',
      '/prove/',
      '/in-arrivo',
      '//etc/passwd',
      '/%',
      '/%00',
      '/%C0%AE',
      `/${'x'.repeat(9000)}`,
      `/graphql?query=${encodeURIComponent(PEOPLE)}`,
      '/.git/config',
      '/index.html%00.js',
    ].flatMap((path) => [get(path, who), get(path, { ...who, accept: 'text/html' })]),
}
const oidcStart: Address = {
  gives: NOTHING('it leads to the identity provider'),
  honest: () => get('/oidc/entra'),
  lies: (_stage, who) => [get('/oidc/entra', who), ...dressed(get('/oidc/entra?next=//evil.example', who)).slice(0, 2)],
  logs: true,
}
const oidcReturn: Address = {
  gives: NOTHING('it gives a session to whom the identity provider names'),
  honest: () => get('/oidc/ritorno'),
  lies: (_stage, who) =>
    ['', 'x', '{}', '{"verifier":"a","state":"b","nonce":"c"}', '{"__proto__":{"verifier":"a"}}', '%00'].map(
      (pending) =>
        get('/oidc/ritorno?code=x&state=b', { ...who, cookie: `traguardo-oidc=${encodeURIComponent(pending)}` }),
    ),
  logs: true,
}
const open = (path: string, nothing: string): Address => ({
  gives: NOTHING(nothing),
  honest: () => get(path),
  lies: (_stage, who) => [get(path, who), ...dressed(get(`${path}?body=${BODY}`, who))],
})
const noUpload: Address = {
  gives: NOTHING('no upload stands there'),
  honest: ({ entitled }) => ({ ...standing(entitled.victim, ''), path: UPLOADS }),
  lies: (_stage, who) => [
    { ...standing(who, ''), path: UPLOADS },
    { ...append(who, '', Buffer.from('x')), path: UPLOADS },
  ],
}

const both = (path: string, address: Address): readonly (readonly [string, Address])[] => [
  [`GET ${path}`, address],
  [
    `HEAD ${path}`,
    { ...address, gives: NOTHING('it gives the headers of what GET gives'), lies: asHead(address.lies) },
  ],
]

/** Every address, with its method, as the running application names it. */
const ADDRESSES: readonly (readonly [string, Address])[] = [
  [
    'POST /graphql',
    {
      gives: ['value of the sheet'],
      honest: ({ entitled }) => graphql(entitled.victim, SYNC, { push: push(BODY, 'telefono') }),
      lies: (_stage, who) => bodies(who),
    },
  ],
  [
    `POST ${UPLOADS}`,
    {
      gives: NOTHING('it names a place for bytes that are announced'),
      honest: ({ entitled }) => begin(entitled.victim, NO_HASH, 1),
      lies: uploads,
    },
  ],
  [
    `POST ${UPLOADS}/*`,
    { ...noUpload, lies: (stage, who) => [{ ...begin(who, NO_HASH, 1), path: `${UPLOADS}/${stage.planted.upload}` }] },
  ],
  [`PATCH ${UPLOADS}`, noUpload],
  [`HEAD ${UPLOADS}`, noUpload],
  [
    `PATCH ${UPLOADS}/*`,
    {
      ...begun,
      gives: NOTHING('it says how far the sender’s own bytes have come'),
      lies: (stage, who, liar) =>
        [HALF, 0].flatMap((offset) =>
          atUpload((of, id) => append(of, id, Buffer.from('preso, non più intero'), offset))(stage, who, liar),
        ),
    },
  ],
  [`HEAD ${UPLOADS}/*`, begun],
  ...both('/prove/:sha256', file),
  ...both('/registro.jsonl', record),
  ...both('/calendario/:token.ics', calendar),
  ...both('/oidc/entra', oidcStart),
  ...both('/oidc/ritorno', oidcReturn),
  [
    'GET /novita',
    {
      gives: NOTHING('it says how much has happened to a body, not what'),
      honest: ({ entitled }) => get('/novita', entitled.victim),
      lies: (_stage, who) => [get('/novita', who), ...dressed(get('/novita?body=CCIAA-MT', who))],
    },
  ],
  ...both('/metrics', {
    gives: NOTHING('its numbers are nobody’s'),
    honest: () => get('/metrics', { authorization: `Bearer ${METRICS}` }),
    lies: (_stage, who) => [
      get('/metrics', who),
      get('/metrics', { ...who, authorization: `Bearer ${METRICS.slice(1)}` }),
      get(`/metrics?token=${METRICS}`, who),
      ...dressed(get('/metrics', who)),
    ],
  }),
  ...both('/salute', open('/salute', 'it says that the program lives')),
  ...both('/salute/pronto', open('/salute/pronto', 'it says whether the server can serve')),
  ...both('/.well-known/security.txt', open('/.well-known/security.txt', 'it says whom to tell of a weakness')),
  ...both('*', page),
]

/** The rows of the addresses. */
export const ADDRESS_ROWS: readonly Row[] = ADDRESSES.map(([door, { gives, honest, lies, logs }]): Row => ({
  door,
  gives,
  ...(logs ? { logs } : {}),
  async entitled(stage) {
    return wordsOf(await stage.wire.send(honest(stage)))
  },
  lies: (stage, liar) =>
    lies(stage, liar.headers, liar).map((lie, at): Lie => {
      const what = `request ${at}`
      return 'asked' in lie ? { what, ...lie } : { what, asked: lie }
    }),
}))

/** Addresses with their methods, read from the tree that the running application prints. */
export function addressesIn(tree: string): readonly string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line)
    if (!found) return []
    const [, indent = '', part = '', methods = ''] = found
    const depth = indent.length / 4
    above.length = depth
    above.push(part)
    // The bar before a star is not printed.
    const path = above.join('').replace(/(.)\*$/, '$1/*')
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${path}`)
  })
}
