import { type IsoDate, type Plan, type Role, type RoleGrant, type Sheet, unitsBelow } from '../model'
import { type HolderDays, shareADay } from './holders'

/** Person of a body who asks, with the roles held there on this day. */
export interface Viewer {
  /** Code in the plan's `people`. */
  readonly person: string
  readonly roles: readonly RoleGrant[]
}

/** Somebody who asks as one holder of a position: of individual sheets their days decide too [RI71]. */
export interface ViewingHolder extends Viewer {
  /** Id of the holder; null where nobody holds the position. */
  readonly holder: string | null
  /** That holder's days; null where nobody holds the position. */
  readonly days: HolderDays | null
}

/** Of these roles, those that hold on a day [RI1]. */
export const rolesOn = (grants: readonly RoleGrant[], day: IsoDate): readonly RoleGrant[] =>
  grants.filter(({ from = day, to = day }) => from <= day && day <= to)

const unitsWith = (viewer: Viewer, role: Role) =>
  viewer.roles.filter((grant) => grant.role === role).map(({ unit }) => unit)

/** Does the viewer hold one of these roles, in whatever unit? */
export const holdsRole = (viewer: Viewer, ...roles: readonly Role[]): boolean =>
  viewer.roles.some(({ role }) => roles.includes(role))

/** Does the viewer hold any role today? Who holds none sees nothing of the body [RI9]. */
export const hasRole = ({ roles }: Viewer): boolean => roles.length > 0

/** Does the viewer run the cycle of the body? */
export const isController = (viewer: Viewer): boolean => holdsRole(viewer, 'controller')

/** May the viewer bring values and notes of any unit in, once their period is over? They stand as brought, and not as entered [RI94]. */
export const mayBringValues = (viewer: Viewer): boolean => isController(viewer)

/** Units whose values the viewer enters, in the order of the plan [RI2]. */
export function unitsEnteredBy(viewer: Viewer, plan: Pick<Plan, 'units'>): readonly string[] {
  const headed = new Set(unitsWith(viewer, 'unit-head'))
  return plan.units.map(({ code }) => code).filter((code) => headed.has(code))
}

/** Has the viewer, in the position, a day in each of these spans? [RI71] */
export const seesOwn = ({ days }: ViewingHolder, spans: readonly HolderDays[]): boolean =>
  days !== null && spans.every((span) => shareADay(days, span))

type Staffed = Pick<Plan, 'units' | 'people'>

const managedBy = ({ people }: Pick<Plan, 'people'>, person: string): readonly string[] =>
  people.flatMap(({ code, roles }) =>
    code === person ? roles.filter(({ role }) => role === 'manager').map(({ unit }) => unit) : [],
  )

/** Is the sheet of whoever stands at the top of the body, with no manager above? [IS8.1] */
export function isTopSheet(plan: Staffed, { person }: Sheet): boolean {
  const top = new Set(plan.units.filter(({ parent }) => !parent).map(({ code }) => code))
  return managedBy(plan, person).some((unit) => top.has(unit))
}

/** Roles in which one works under whoever manages the unit: evaluator and governing body stand beside the order of the offices. */
const UNDER: ReadonlySet<Role> = new Set(['unit-head', 'manager', 'controller'])

/** Is the sheet of somebody who manages a unit in which the viewer works? [IS2.5] */
export const isOfSuperior = (viewer: Viewer, plan: Staffed, { person }: Sheet): boolean =>
  person !== viewer.person &&
  managedBy(plan, person).some((managed) =>
    viewer.roles.some(({ role, unit }) => UNDER.has(role) && unitsBelow(plan, managed).has(unit)),
  )

/**
 * Individual objectives are personal data (domain, "Who may do what"): one's own, those of the people below a manager,
 * and all of them for the controller and the evaluator [RI3]; the governing body decides of the one at the top [IS8.1].
 * @param spans days that are asked about: one's own sheet is there where one holds the position in each of them [RI71]
 */
export function maySeeSheet(viewer: ViewingHolder, plan: Staffed, sheet: Sheet, spans: readonly HolderDays[]): boolean {
  if (holdsRole(viewer, 'controller', 'evaluator')) return true
  if (holdsRole(viewer, 'governing-body') && isTopSheet(plan, sheet)) return true
  if (sheet.person === viewer.person && seesOwn(viewer, spans)) return true
  return managesUnit(viewer, plan, sheet)
}

/** Is the sheet of somebody below: of another unit than the manager's own? [RI3, RI5] */
export const managesUnit = (viewer: Viewer, plan: Pick<Plan, 'units'>, sheet: Sheet): boolean =>
  sheet.person !== viewer.person &&
  unitsWith(viewer, 'manager').some((unit) => unit !== sheet.unit && unitsBelow(plan, unit).has(sheet.unit))

/**
 * Units whose values the viewer validates, and on whose late values the viewer decides: those at and below a manager's,
 * without the ones whose values the viewer enters; all of them for the controller [RI4].
 */
export const mayValidate = (viewer: Viewer, plan: Plan, unit: string): boolean =>
  isController(viewer) ||
  (!unitsWith(viewer, 'unit-head').includes(unit) &&
    unitsWith(viewer, 'manager').some((managed) => unitsBelow(plan, managed).has(unit)))

/** Units that the viewer validates, in the order of the plan [RI4]. */
export const unitsValidatedBy = (viewer: Viewer, plan: Plan): readonly string[] =>
  plan.units.map(({ code }) => code).filter((code) => mayValidate(viewer, plan, code))
