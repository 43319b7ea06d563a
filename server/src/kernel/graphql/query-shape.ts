import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

/** How much a selection asks for, with its fragments spelt out: each counts wherever it is spread. */
export interface Shape {
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
  /** How deep lists of the schema's description stand inside each other. */
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
export const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])))

/**
 * Measures selections. Every fragment is measured once, however often it is spread, so that measuring is linear where the
 * document spelt out would not end; one inside itself is nothing (another rule refuses it).
 * @param costOf the cost of a root field
 */
export function shaper(
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
