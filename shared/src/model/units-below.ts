import type { Plan } from './plan'

type Units = Plan['units']

interface Organisation {
  readonly children: ReadonlyMap<string, readonly string[]>
  /** Results found so far. */
  readonly below: Map<string, ReadonlySet<string>>
}

/** The units of a plan by what they stand below; it goes when the plan does. */
const organisations = new WeakMap<Units, Organisation>()

function organisationOf(units: Units): Organisation {
  const known = organisations.get(units)
  if (known) return known
  const children = new Map<string, string[]>()
  for (const { code, parent } of units) {
    const brothers = parent === undefined ? undefined : children.get(parent)
    if (brothers) brothers.push(code)
    else if (parent !== undefined) children.set(parent, [code])
  }
  const made = { children, below: new Map<string, ReadonlySet<string>>() }
  organisations.set(units, made)
  return made
}

/** A unit and all that stand below it, found once. A loop in the tree ends the walk, it does not hang it. */
export function unitsBelow({ units }: Pick<Plan, 'units'>, unit: string): ReadonlySet<string> {
  const { children, below: found } = organisationOf(units)
  const known = found.get(unit)
  if (known) return known
  const below = new Set([unit])
  for (const code of below) for (const child of children.get(code) ?? []) below.add(child)
  found.set(unit, below)
  return below
}
