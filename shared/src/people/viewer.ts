import type { Plan, RoleGrant, Sheet } from '../model'

/** Who is asking: a person of a body and the roles held there. */
export interface Viewer {
  /** Code in the plan's `people`. */
  readonly person: string
  readonly roles: readonly RoleGrant[]
}

const unitsWith = (viewer: Viewer, role: RoleGrant['role']) =>
  viewer.roles.filter((grant) => grant.role === role).map(({ unit }) => unit)

/** Does the viewer run the cycle of the body? */
export const isController = (viewer: Viewer): boolean => unitsWith(viewer, 'controller').length > 0

/** Units whose values the viewer enters, in the order of the plan. */
export function unitsEnteredBy(viewer: Viewer, plan: Plan): readonly string[] {
  const headed = new Set(unitsWith(viewer, 'unit-head'))
  return plan.units.map(({ code }) => code).filter((code) => headed.has(code))
}

/** A unit and all that stand below it. A loop in the tree ends the walk, it does not hang it. */
export function unitsBelow(plan: Plan, unit: string): ReadonlySet<string> {
  const below = new Set([unit])
  for (const code of below) for (const child of plan.units) if (child.parent === code) below.add(child.code)
  return below
}

/**
 * Individual objectives are personal data (domain, "Who may do what"): one's own, those of the people below a manager,
 * and all of them for the controller.
 */
export function maySeeSheet(viewer: Viewer, plan: Plan, sheet: Sheet): boolean {
  if (sheet.person === viewer.person || isController(viewer)) return true
  return unitsWith(viewer, 'manager').some((unit) => unit !== sheet.unit && unitsBelow(plan, unit).has(sheet.unit))
}

/**
 * Units whose late values the viewer decides: those at and below a manager's, without the ones whose values the viewer
 * enters; all of them for the controller.
 */
export const maySettleLate = (viewer: Viewer, plan: Plan, unit: string): boolean =>
  isController(viewer) ||
  (!unitsWith(viewer, 'unit-head').includes(unit) &&
    unitsWith(viewer, 'manager').some((managed) => unitsBelow(plan, managed).has(unit)))
