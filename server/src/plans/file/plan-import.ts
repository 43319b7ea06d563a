import { type PlanFault, planFault, checkPlan, checkSoundParts } from '@traguardo/shared/plans'
import { type ParamsOf, refusal, withMessage } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { createScanner, getNodePath, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Plan } from '@traguardo/shared/model'
import { inexactNodes } from '../../kernel/http/read-json'
import { type FileFault, MOST_FAULTS, placesIn, offsetOf, pathText } from './file-fault'
import { schemaFaults } from './schema-faults'

/** A text as JSON: its value, and the tree that knows where everything stands. */
interface ParsedJson {
  readonly root: Node
  readonly value: unknown
}

type JsonFault = ParamsOf<'JSON_SYNTAX'>

/** Kinds of fault, by the name that the reader of JSON gives them. */
const KINDS: Readonly<Record<string, Exclude<JsonFault['kind'], 'detail'>>> = {
  InvalidSymbol: 'symbol',
  InvalidNumberFormat: 'number',
  PropertyNameExpected: 'property',
  ValueExpected: 'value',
  ColonExpected: 'colon',
  CommaExpected: 'comma',
  CloseBraceExpected: 'brace',
  CloseBracketExpected: 'bracket',
  EndOfFileExpected: 'end',
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
  UnexpectedEndOfString: 'quote',
  UnexpectedEndOfNumber: 'unfinished',
  InvalidUnicode: 'unicode',
  InvalidEscapeCharacter: 'escape',
  InvalidCharacter: 'character',
}

function syntaxFaults(text: string, errors: readonly ParseError[]): FileFault[] {
  const placeOf = placesIn(text)
  return errors.slice(0, MOST_FAULTS).map(({ error, offset }) => ({
    ...placeOf(offset),
    path: '',
    ...withMessage(refusal('JSON_SYNTAX', { kind: KINDS[printParseErrorCode(error)] ?? 'other' })),
  }))
}

const ofWholeFile = (said: JsonFault): FileFault => ({
  ...{ line: 1, column: 1, path: '' },
  ...withMessage(refusal('JSON_SYNTAX', said)),
})

/** Levels of lists and objects: a plan has nine [PL7]. */
const DEEPEST = 60

/**
 * Returns the place where a text goes deeper than a plan does, or null: looked at sign by sign, reading it would go as
 * deep.
 */
function tooDeepAt(text: string): number | null {
  const scanner = createScanner(text, true)
  let depth = 0
  for (;;) {
    scanner.scan()
    const at = scanner.getTokenOffset()
    const sign = text.charAt(at)
    if (sign === '') return null
    if (sign === '{' || sign === '[') depth += 1
    if (sign === '}' || sign === ']') depth -= 1
    if (depth > DEEPEST) return at
  }
}

const tooDeep = { path: '', ...withMessage(refusal('JSON_TOO_DEEP')) }

/** Reads a text as strict JSON. Every fault of writing is in the answer, not only the first. */
function parseJson(text: string): Result<ParsedJson, readonly FileFault[]> {
  const errors: ParseError[] = []
  const deep = tooDeepAt(text)
  if (deep !== null) return err([{ ...placesIn(text)(deep), ...tooDeep }])
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
    if (!root) return err([ofWholeFile({ kind: 'empty' })])
    if (errors.length > 0) return err(syntaxFaults(text, errors))
    return ok({ root, value: JSON.parse(text) as unknown })
  } catch (error) {
    // The tolerant reader lets a few things pass that JSON has not, such as line breaks inside a text.
    if (error instanceof SyntaxError) return err([ofWholeFile({ kind: 'detail', detail: error.message })])
    throw error
  }
}

/**
 * Returns the faults that JSON lets pass in silence and a plan must not hold: a key twice in one object, a character
 * that no text has.
 */
function hiddenFaults(root: Node, text: string): readonly PlanFault[] {
  const faults: PlanFault[] = []
  const visit = (node: Node): void => {
    const keys = new Set<unknown>()
    for (const child of node.children ?? []) {
      const key = child.type === 'property' ? child.children?.[0]?.value : undefined
      if (key !== undefined && keys.has(key))
        faults.push(planFault(getNodePath(child), 'DUPLICATE_KEY', { key: String(key) }))
      keys.add(key)
      visit(child)
    }
    if (typeof node.value === 'string' && node.value.includes('\0'))
      faults.push(planFault(getNodePath(node), 'NUL_CHARACTER'))
  }
  visit(root)
  for (const node of inexactNodes(root, text))
    faults.push(planFault(getNodePath(node), 'NUMBER_INEXACT', { kind: 'file' }))
  return faults
}

/** A byte order mark is not part of the plan: some editors put it there. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')

/** Faults with their places in the text, in the order of the file: the first thousand. */
function placed(text: string, root: Node, faults: readonly PlanFault[]): readonly FileFault[] {
  const placeOf = placesIn(text)
  return faults
    .slice(0, MOST_FAULTS)
    .map(({ path, ...said }) => ({ ...said, ...placeOf(offsetOf(root, path)), path: pathText(path) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

/**
 * Reads the text of a plan file. Either the plan, ready to be loaded, or all its faults in the order of the file:
 * where it can be read at all, those of form and those of sense together.
 */
export function readPlanFile(text: string): Result<Plan, readonly FileFault[]> {
  const plain = withoutMark(text)
  const parsed = parseJson(plain)
  if (!parsed.ok) return parsed
  const { root, value } = parsed.value
  const form = schemaFaults(value)
  const formal = [...hiddenFaults(root, plain), ...form.faults]
  const broken = formal.map(({ path }) => path)
  // Without faults of form the schema has just made sure of the type; with more than were looked at nobody knows it.
  const sense = () => (form.isAll ? checkSoundParts(value, broken) : [])
  const faults = formal.length > 0 ? [...formal, ...sense()] : checkPlan(value as Plan)
  if (faults.length === 0) return ok(value as Plan)
  return err(placed(plain, root, faults))
}
