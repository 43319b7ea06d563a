import type { Fault } from '@traguardo/shared/plans'
import { err, ok, type Result } from '@traguardo/shared/result'
import { createScanner, getNodePath, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { inexactNodes } from '../../kernel/http/inexact'
import { type FileFault, MOST_FAULTS, placesIn } from './file-fault'

/** A text as JSON: its value, and the tree that knows where everything stands. */
export interface ParsedJson {
  readonly root: Node
  readonly value: unknown
}

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'qui non ci va questa parola',
  InvalidNumberFormat: 'il numero è scritto male (i decimali vogliono il punto)',
  PropertyNameExpected: 'manca il nome di una proprietà tra virgolette',
  ValueExpected: 'manca un valore',
  ColonExpected: 'mancano i due punti',
  CommaExpected: 'manca una virgola',
  CloseBraceExpected: 'manca la graffa di chiusura',
  CloseBracketExpected: 'manca la quadra di chiusura',
  EndOfFileExpected: 'il file doveva finire qui',
  InvalidCommentToken: 'i commenti non sono ammessi',
  UnexpectedEndOfComment: 'i commenti non sono ammessi',
  UnexpectedEndOfString: 'mancano le virgolette di chiusura',
  UnexpectedEndOfNumber: 'il numero non è finito',
  InvalidUnicode: 'il codice Unicode è scritto male',
  InvalidEscapeCharacter: 'la barra rovesciata è seguita da un carattere che non può seguirla',
  InvalidCharacter: 'c’è un carattere che non può stare qui',
}

function syntaxFaults(text: string, errors: readonly ParseError[]): FileFault[] {
  const placeOf = placesIn(text)
  return errors.slice(0, MOST_FAULTS).map(({ error, offset }) => ({
    ...placeOf(offset),
    path: '',
    code: 'JSON_SYNTAX',
    message: `Il file non è JSON valido: ${MESSAGES[printParseErrorCode(error)] ?? 'errore di scrittura'}.`,
  }))
}

const wholeFile = (code: string, message: string): FileFault => ({ line: 1, column: 1, path: '', code, message })

/** Levels of lists and objects: a plan has nine [PL7]. */
const DEEPEST = 60

/** Where a text goes deeper than a plan does, or null: looked at sign by sign, reading it would go as deep. */
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

const tooDeep = {
  path: '',
  code: 'JSON_TOO_DEEP',
  message: 'Il file ha troppi livelli uno dentro l’altro: non è un piano.',
}

/** Reads a text as strict JSON. Every fault of writing is in the answer, not only the first. */
export function parseJson(text: string): Result<ParsedJson, readonly FileFault[]> {
  const errors: ParseError[] = []
  const deep = tooDeepAt(text)
  if (deep !== null) return err([{ ...placesIn(text)(deep), ...tooDeep }])
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
    if (errors.length > 0) return err(syntaxFaults(text, errors))
    if (!root) return err([wholeFile('JSON_SYNTAX', 'Il file è vuoto.')])
    return ok({ root, value: JSON.parse(text) as unknown })
  } catch (error) {
    // The tolerant reader lets a few things pass that JSON has not, such as line breaks inside a text.
    if (error instanceof SyntaxError)
      return err([wholeFile('JSON_SYNTAX', `Il file non è JSON valido (${error.message}).`)])
    throw error
  }
}

/** What JSON lets pass in silence and a plan must not hold: a key twice in one object, a character that no text has. */
export function hiddenFaults(root: Node, text: string): readonly Fault[] {
  const faults: Fault[] = []
  const add = (node: Node, code: string, message: string) => faults.push({ path: getNodePath(node), code, message })
  const visit = (node: Node): void => {
    const keys = new Set<unknown>()
    for (const child of node.children ?? []) {
      const key = child.type === 'property' ? child.children?.[0]?.value : undefined
      if (key !== undefined && keys.has(key)) add(child, 'DUPLICATE_KEY', `«${key}» è scritto due volte.`)
      keys.add(key)
      visit(child)
    }
    if (typeof node.value === 'string' && node.value.includes('\0'))
      add(node, 'NUL_CHARACTER', 'Il testo contiene il carattere nullo: lo tolga.')
  }
  visit(root)
  for (const node of inexactNodes(root, text))
    add(node, 'NUMBER_INEXACT', 'Il numero ha più cifre di quante se ne tengano: lo scriva con meno cifre.')
  return faults
}
