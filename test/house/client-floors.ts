import { posix } from 'node:path'
import { type ESTree, parseSync } from 'vite'
import { importsOf, read } from '../support/repository'

/** Beside the folders: what puts the app together, reads the address, and the worker behind the pages. They may import all. */
const TOP_FLOOR: ReadonlySet<string> = new Set(['main.ts', 'compose.ts', 'router.ts', 'App.vue', 'sw.ts'])

/** What stands under the pages. `offline` stores, `replica` holds what is stored for the pages, `scores` computes from it. */
const GROUND = ['modules', 'api', 'ui'] as const
const DEVICE = [...GROUND, 'offline', 'replica'] as const
const SCORED = [...GROUND, 'replica', 'scores'] as const
/** What asks the server on a page. */
const ASKING = [...GROUND, 'replica', 'answers'] as const

/** From the ground up: each folder of the client may import itself and those named here, all of which stand above it. */
export const CLIENT: Readonly<Record<string, readonly string[]>> = {
  modules: [],
  api: ['modules'],
  ui: ['modules'],
  charts: [...GROUND],
  offline: [...GROUND],
  replica: [...GROUND, 'offline'],
  answers: [...GROUND, 'replica'],
  scores: [...GROUND, 'replica'],
  // Pages that others have parts of.
  plans: [...ASKING],
  evidence: [...DEVICE],
  help: [...GROUND, 'offline', 'replica'],
  people: [...DEVICE],
  sync: [...DEVICE, 'plans'],
  history: [...ASKING, 'plans', 'evidence'],
  calendar: [...ASKING, 'plans'],
  collection: [...SCORED, 'answers', 'plans', 'evidence', 'history', 'calendar'],
  life: [...ASKING, 'plans', 'history', 'calendar'],
  trend: [...SCORED, 'charts', 'plans'],
  // Pages that nobody needs but who opens them.
  account: [...GROUND, 'answers', 'sync'],
  editor: [...ASKING, 'plans', 'life'],
  frame: [...ASKING, 'plans', 'people', 'help'],
  indicator: [...SCORED, 'answers', 'plans', 'history', 'calendar', 'trend'],
  notices: [...ASKING],
  objectives: [...SCORED, 'answers', 'plans'],
  dashboard: [...SCORED, 'answers', 'charts', 'plans', 'collection', 'life', 'objectives'],
  policy: [...SCORED, 'answers', 'plans', 'editor'],
  record: [...ASKING, 'plans'],
  search: [...SCORED, 'answers', 'plans', 'help', 'collection'],
  sites: [...ASKING, 'plans'],
  staff: [...ASKING],
  tree: [...SCORED, 'answers', 'plans', 'trend'],
  values: [...SCORED, 'offline', 'plans', 'evidence', 'history', 'collection'],
}

/** What other pages may have of a page, beside its words; the rest is its own. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  plans: ['PlanGate.vue', 'YearField.vue', 'use-names', 'use-year-choice', 'file/plan-file.generated'],
  evidence: ['EvidenceField.vue', 'EvidenceItem.vue'],
  help: ['tour', 'use-help'],
  people: ['sign-in.generated'],
  sync: ['tray/SupportFile.vue'],
  history: ['history-link'],
  calendar: ['calendar.generated'],
  collection: ['review-link', 'use-collection', 'use-remind'],
  objectives: ['sheet-lives.generated', 'use-lives'],
  trend: ['TrendFigure.vue'],
  life: ['drafts', 'life.generated'],
  editor: ['AdoptForm.vue', 'DiffList.vue', 'ReadyList.vue', 'use-editor'],
}

/** The sentences of a folder: whoever says one of them takes it with them. */
const WORDS = 'words.it.json'

/** Where a file of the client stands, and where what it imports does: folder, and path in it. */
function placeOf(path: string): { readonly folder: string; readonly rest: string } {
  const [folder = '', ...rest] = path.replace(/^client\/src\//, '').split('/')
  return rest.length === 0 ? { folder: '', rest: folder } : { folder, rest: rest.join('/') }
}

/** Imports of a file of the client that the table does not allow, and files where none should stand. */
export function againstFloors(path: string): readonly string[] {
  const { folder, rest } = placeOf(path)
  if (folder === '') return TOP_FLOOR.has(rest) ? [] : [`${path}: stands beside the folders`]
  const may = CLIENT[folder]
  if (!may) return [`${path}: no floor has a folder ${folder}`]
  return importsOf(path)
    .filter((name) => name.startsWith('.'))
    .filter((name) => {
      const to = placeOf(posix.join(posix.dirname(path), name))
      if (to.folder === folder) return false
      return !may.includes(to.folder) || (to.rest !== WORDS && DOORS[to.folder]?.includes(to.rest) === false)
    })
    .map((name) => `${path}: ${name}`)
}

/** Folders that the table lets import something that does not stand above them: without any there is no circle. */
export const againstOrder = (): readonly string[] =>
  Object.entries(CLIENT).flatMap(([folder, may], at) =>
    may.filter((to) => !Object.keys(CLIENT).slice(0, at).includes(to)).map((to) => `${folder}: ${to}`),
  )

/** What makes a constant, and nothing that changes or listens: it may run when a module is imported. */
const MAKES_CONSTANTS = /^(Symbol|asks|pattern|new Intl\.\w+|new Set:Readonly(Set|Map)<.*|new Map:ReadonlyMap<.*)$/s

/** An import of nothing: it is there for what it does. */
const FOR_EFFECT = /^import '[^']+'/gm

/** Where something is begun: the page and its worker. */
const BEGINNINGS: ReadonlySet<string> = new Set(['client/src/main.ts', 'client/src/sw.ts'])

/** What is there, or happens, once a module is imported: no more than these, each with its reason. */
export const AT_IMPORT: Readonly<Record<string, string>> = {
  'client/src/charts/echarts.ts: use()': 'the library keeps by itself which figures it can draw',
  'client/src/modules/confirm-identity.ts: identityAsked':
    'any call of the server may ask, and none of them is on a page',
  'client/src/modules/confirm-identity.ts: let running': 'the same',
  'client/src/modules/i18n.ts: messages': 'what was said so far: filled by whoever says a sentence first',
  'client/src/modules/i18n.ts: said': 'the library that says them',
  'client/src/modules/i18n.ts: language': 'sentences are said outside of pages too: faults, titles, refusals',
  'client/src/modules/i18n.ts: currentLanguage': 'the same',
  'client/src/modules/i18n.ts: sayRefusal': 'the same: what says the last of these, once it was fetched',
  'client/src/offline/working-set.ts: let opened': 'one connection to the database, for pages and worker',
  'client/src/ui/long-day.ts: made': 'what was worked out once of languages that never change',
  'client/src/ui/chunked-render.ts: let typed': 'there is one person typing, whatever the page',
  'client/src/ui/chunked-render.ts: unfinished': 'lists that are being drawn in this window',
}

type Node = ESTree.Node

/** Calls that run with the code itself: not those inside of functions and classes. */
function callsIn(text: string, node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((one) => callsIn(text, one))
  if (node === null || typeof node !== 'object' || !('type' in node)) return []
  const { type } = node as Node
  if (/Function|^Class|^TS(Type|Interface)/.test(type)) return []
  const inside = Object.values(node).flatMap((one) => callsIn(text, one))
  if (type !== 'CallExpression' && type !== 'NewExpression') return inside
  const { callee } = node as ESTree.CallExpression | ESTree.NewExpression
  return [`${type === 'NewExpression' ? 'new ' : ''}${text.slice(callee.start, callee.end)}`, ...inside]
}

function ofDeclaration(text: string, { kind, declarations }: ESTree.VariableDeclaration): readonly string[] {
  return declarations.flatMap(({ id, init }) => {
    const [name = '', ...typed] = text.slice(id.start, id.end).split(':')
    if (kind !== 'const') return [`${kind} ${name}`]
    const isConstant = (call: string) =>
      MAKES_CONSTANTS.test(call) || MAKES_CONSTANTS.test(`${call}:${typed.join(':').trim()}`)
    const isToBeFilled = /^(\[\]|\{\})$/.test(text.slice(init?.start, init?.end))
    return callsIn(text, init).every(isConstant) && !isToBeFilled ? [] : [name]
  })
}

function ofStatement(text: string, statement: Node): readonly string[] {
  const { type } = statement
  if (type === 'ExportNamedDeclaration') return statement.declaration ? ofStatement(text, statement.declaration) : []
  if (type === 'VariableDeclaration') return ofDeclaration(text, statement)
  if (/^(Import|Export|Function|Class|TS)/.test(type)) return []
  const calls = callsIn(text, statement)
  return calls.length > 0 ? calls.map((call) => `${call}()`) : [type]
}

/** What a module of the client makes or does when it is imported, other than constants. */
export function doneAtImport(path: string): readonly string[] {
  if (BEGINNINGS.has(path)) return []
  const text = read(path)
  const forEffect = [...text.matchAll(FOR_EFFECT)].map((match) => `${path}: ${match[0]}`)
  if (path.endsWith('.vue'))
    return /<script(?![^>]*\bsetup\b)/.test(text) ? [...forEffect, `${path}: a script beside setup`] : forEffect
  const { program } = parseSync(path, text)
  const done = program.body.flatMap((statement) => ofStatement(text, statement)).map((what) => `${path}: ${what}`)
  return [...forEffect, ...done]
}
