import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  GraphQLError,
  Lexer,
  type OperationDefinitionNode,
  parse,
  Source,
  TokenKind,
} from 'graphql'
import type { ApiField } from '@traguardo/shared/people'
import { keepsDigits } from '@traguardo/shared/model'

/** Size of a selection, with its fragments spelt out: each counts wherever it is spread. */
interface Shape {
  readonly depth: number
  /** Fields that it asks of its own object, and the cost of these as root fields. */
  readonly own: number
  readonly cost: number
  /** Fields and fragments at any depth. */
  readonly all: number
  /** Of its own fields those that are called otherwise: such as hold something, such as do not. */
  readonly ownRenamed: Renamed
  /** The same of the fields below. */
  readonly belowRenamed: Renamed
  /** Depth of lists of the schema's description inside each other. */
  readonly lists: number
}

interface Renamed {
  readonly groups: number
  readonly leaves: number
}

const NONE: Renamed = { groups: 0, leaves: 0 }
const NOTHING: Shape = { depth: 0, own: 0, cost: 0, all: 0, ownRenamed: NONE, belowRenamed: NONE, lists: 0 }
const LISTS = new Set(['fields', 'inputFields', 'interfaces', 'possibleTypes', 'enumValues'])

const both = (a: Renamed, b: Renamed): Renamed => ({ groups: a.groups + b.groups, leaves: a.leaves + b.leaves })

const beside = (a: Shape, b: Shape): Shape => ({
  depth: Math.max(a.depth, b.depth),
  own: a.own + b.own,
  cost: a.cost + b.cost,
  all: a.all + b.all,
  ownRenamed: both(a.ownRenamed, b.ownRenamed),
  belowRenamed: both(a.belowRenamed, b.belowRenamed),
  lists: Math.max(a.lists, b.lists),
})

function ofField({ name, alias, selectionSet }: FieldNode, inside: Shape, cost: number): Shape {
  const isRenamed = alias !== undefined && alias.value !== name.value
  const renamed = selectionSet ? { groups: 1, leaves: 0 } : { groups: 0, leaves: 1 }
  return {
    depth: inside.depth + 1,
    own: 1,
    cost,
    all: inside.all + 1,
    ownRenamed: isRenamed ? renamed : NONE,
    belowRenamed: both(inside.ownRenamed, inside.belowRenamed),
    lists: inside.lists + (LISTS.has(name.value) ? 1 : 0),
  }
}

/** The fragments of a document by their names. */
const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])))

/**
 * Measures selections. Every fragment is measured once, however often it is spread, so that measuring is linear where the
 * document spelt out would not end; one inside itself is nothing (another rule refuses it).
 * @param costOf the cost of a root field
 */
function shaper(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  costOf: (field: string) => number,
): (set: SelectionSetNode | undefined) => Shape {
  const known = new Map<string, Shape>()
  const ofFragment = (name: string): Shape => {
    const made = known.get(name)
    if (made) return made
    known.set(name, NOTHING)
    const shape = shapeOf(fragments.get(name)?.selectionSet)
    known.set(name, shape)
    return shape
  }
  const spelt = (shape: Shape): Shape => ({ ...shape, all: shape.all + 1 })
  const shapeOf = (set: SelectionSetNode | undefined): Shape =>
    (set?.selections ?? []).reduce<Shape>((sum, one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) return beside(sum, spelt(ofFragment(one.name.value)))
      const inside = shapeOf(one.selectionSet)
      return beside(sum, one.kind === Kind.FIELD ? ofField(one, inside, costOf(one.name.value)) : spelt(inside))
    }, NOTHING)
  return shapeOf
}

/** Highest cost of the root fields of a request together. */
const MOST_COST = 15

/** Something that a request holds once: it hashes, opens, decides or computes. */
const DEAR = 8

/**
 * Cost of a root field; 1 for one that is not named here. Of two dear ones in a request, under whatever names, the
 * second is too much [RI11].
 */
const COSTS: Readonly<Partial<Record<ApiField, number>>> = {
  'Query.tree': DEAR,
  'Query.plan': DEAR,
  'Query.planExport': DEAR,
  'Query.record': DEAR,
  'Query.history': DEAR,
  'Query.objectives': DEAR,
  'Query.indicators': DEAR,
  'Query.measures': DEAR,
  'Query.benchmarks': DEAR,
  'Query.values': DEAR,
  'Query.siteRequest': DEAR,
  'Query.people': 4,
  'Query.sheetLives': 4,
  'Mutation.signIn': DEAR,
  'Mutation.signInConfirm': DEAR,
  'Mutation.setup': DEAR,
  'Mutation.passwordForgotten': DEAR,
  'Mutation.passwordSet': DEAR,
  'Mutation.passwordChange': DEAR,
  'Mutation.totpBegin': DEAR,
  'Mutation.totpConfirm': DEAR,
  'Mutation.totpEnd': DEAR,
  'Mutation.recoveryRenew': DEAR,
  'Mutation.sessionConfirm': DEAR,
  'Mutation.accountInvite': DEAR,
  'Mutation.draftBegin': DEAR,
  'Mutation.draftSave': DEAR,
  'Mutation.planAdopt': DEAR,
  'Mutation.planImport': DEAR,
  'Mutation.siteCreate': DEAR,
  'Mutation.siteExchange': DEAR,
  'Mutation.siteSync': DEAR,
  'Mutation.siteTake': DEAR,
  'Mutation.sync': DEAR,
}

/** The schema's own description. */
const OF_THE_SCHEMA: Readonly<Record<string, number>> = { __schema: DEAR, __type: DEAR }

/** Returns the cost of a root field; `type` is `Query` or `Mutation`. */
const costOf = (type: string, field: string): number =>
  (COSTS as Readonly<Record<string, number>>)[`${type}.${field}`] ?? OF_THE_SCHEMA[field] ?? 1

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
/** Fields and fragments of a query with its fragments spelt out; everything of the tree with its plan takes more than 1,300. */
const MOST_FIELDS = 1400
/** Root fields of a query: aliases must not multiply attempts and work. */
const MOST_ROOT_FIELDS = 10
/** Below the root no field takes an argument: another name says the same once more, for every row. */
const MOST_RENAMED_LEAVES = 4
/** Lists of the schema's description inside each other: types of fields of types have no end. */
const MOST_LISTS = 1

/** Findings about a query: whether it asks too much, and the names of its root fields. */
export interface Looked {
  readonly isTooBig: boolean
  /** Does it write a number whose digits would not be kept? [RI47] */
  readonly isInexact: boolean
  readonly roots: ReadonlySet<string>
}

const TOO_BIG: Looked = { isTooBig: true, isInexact: false, roots: new Set() }
/** Findings about a query that cannot be read: it is refused where it is read. */
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
