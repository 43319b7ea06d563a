import { keepsDigits } from '@traguardo/shared/model'
import {
  type DocumentNode,
  GraphQLError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  parse,
  Source,
  TokenKind,
} from 'graphql'
import { costOf, MOST_COST } from './costs'
import { fragmentsOf, type Shape, shaper } from './query-shape'

/** Characters of a query; the longest of the product has 2,000. */
const LONGEST = 100_000
const MOST_TOKENS = 6000
/** Brackets inside each other, of selections, lists and objects. */
const DEEPEST_BRACKETS = 40
/** Directives, and places where a variable is named. */
const MOST_DIRECTIVES = 50
const MOST_VARIABLES = 200
/** Levels of a query: the whole tree with its explanations takes ten, the schema's own description thirteen. */
const DEEPEST = 16
/** Fields and fragments of a query with its fragments spelt out; everything of the tree takes 300. */
const MOST_FIELDS = 600
/** Root fields of a query: aliases must not multiply attempts and work. */
const MOST_ROOT_FIELDS = 10
/** Below the root no field takes an argument: another name says the same once more, for every row. */
const MOST_RENAMED_LEAVES = 4
/** Lists of the schema's description inside each other: types of fields of types have no end. */
const MOST_LISTS = 1

/** What was seen of a query: whether it asks too much, and the names of its root fields. */
export interface Looked {
  readonly isTooBig: boolean
  /** Does it write a number whose digits would not be kept? [RI47] */
  readonly isInexact: boolean
  readonly roots: ReadonlySet<string>
}

const TOO_BIG: Looked = { isTooBig: true, isInexact: false, roots: new Set() }
/** What cannot be read is refused where it is read. */
const UNREADABLE: Looked = { isTooBig: false, isInexact: false, roots: new Set() }

const OPENS = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSES = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/** Is the text more than may be parsed? Looks at it token by token: parsing goes as deep as its brackets. */
function hasTooManyTokens(text: string): boolean {
  if (text.length > LONGEST) return true
  const lexer = new Lexer(new Source(text))
  let [tokens, depth, directives, variables] = [0, 0, 0, 0]
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1
    if (OPENS.has(token.kind)) depth += 1
    if (CLOSES.has(token.kind)) depth -= 1
    if (token.kind === TokenKind.AT) directives += 1
    if (token.kind === TokenKind.DOLLAR) variables += 1
    const isTooMuch = tokens > MOST_TOKENS || directives > MOST_DIRECTIVES || variables > MOST_VARIABLES
    if (isTooMuch || depth > DEEPEST_BRACKETS) return true
  }
  return false
}

/** Does a query write a number that would become another one? */
function hasInexact(text: string): boolean {
  const lexer = new Lexer(new Source(text))
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance())
    if ((token.kind === TokenKind.INT || token.kind === TokenKind.FLOAT) && !keepsDigits(token.value)) return true
  return false
}

const isTooBig = ({ depth, own, all, cost, belowRenamed, lists }: Shape): boolean =>
  depth > DEEPEST ||
  own > MOST_ROOT_FIELDS ||
  all > MOST_FIELDS ||
  cost > MOST_COST ||
  belowRenamed.groups > 0 ||
  belowRenamed.leaves > MOST_RENAMED_LEAVES ||
  lists > MOST_LISTS

const typeOf = ({ operation }: OperationDefinitionNode): string => (operation === 'query' ? 'Query' : 'Mutation')

/** The names of the root fields, under whatever names and in whatever fragments. */
function rootsOf(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  const fragments = new Map(fragmentsOf(document))
  const sets = document.definitions.flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? [one.selectionSet] : []))
  for (const one of sets.values())
    for (const selection of one.selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) sets.push(selection.selectionSet)
      else {
        const fragment = fragments.get(selection.name.value)
        fragments.delete(selection.name.value)
        sets.push(...(fragment ? [fragment.selectionSet] : []))
      }
    }
  return names
}

function look(text: string): Looked {
  if (hasTooManyTokens(text)) return TOO_BIG
  const document = parse(text, { noLocation: true })
  const fragments = fragmentsOf(document)
  const isRefused = document.definitions.some(
    (one) =>
      one.kind === Kind.OPERATION_DEFINITION &&
      isTooBig(shaper(fragments, (field) => costOf(typeOf(one), field))(one.selectionSet)),
  )
  return isRefused ? TOO_BIG : { isTooBig: false, isInexact: hasInexact(text), roots: rootsOf(document) }
}

/** Looks at the text of a query before anything else reads it [RI11]. */
export function inspectQuery(text: string): Looked {
  try {
    return look(text)
  } catch (error) {
    if (error instanceof GraphQLError) return UNREADABLE
    throw error
  }
}
