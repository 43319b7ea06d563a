import type { Role } from '../model'
import { holds, type Viewer } from './viewer'

/**
 * Who may ask something: everybody; whoever is signed in, also at a remote site; or, at the head office, whoever holds
 * one of these roles in the body that it is about.
 */
export type Who = 'public' | 'signed-in' | readonly Role[]

const CONTROLLER = ['controller'] as const
const READERS = ['controller', 'evaluator'] as const
/** Every role there is. */
export const ROLES = ['unit-head', 'manager', 'controller', 'evaluator', 'governing-body'] as const

/**
 * The one table of who may ask what: the root fields of the schema, the same as in `SPEC.md`. What has no row nobody may
 * ask. What of the answer a person may see is decided by the rules of `viewer.ts` [RI6].
 */
export const RIGHTS = {
  'Query.status': 'public',
  'Query.me': 'public',
  'Query.plan': 'signed-in',
  'Query.tree': 'signed-in',
  'Query.history': 'signed-in',
  'Query.siteStatus': 'signed-in',
  'Query.siteRequest': 'signed-in',
  'Query.sites': CONTROLLER,
  'Query.planExport': CONTROLLER,
  'Query.people': CONTROLLER,
  'Query.mySettings': ROLES,
  'Query.notices': ROLES,
  'Query.record': READERS,
  'Query.planLife': ROLES,
  'Query.sheetLives': ROLES,
  'Mutation.signIn': 'public',
  'Mutation.signOut': 'public',
  'Mutation.setup': 'public',
  'Mutation.passwordForgotten': 'public',
  'Mutation.passwordSet': 'public',
  'Mutation.passwordChange': ROLES,
  'Mutation.totpBegin': ROLES,
  'Mutation.totpConfirm': ROLES,
  'Mutation.totpEnd': ROLES,
  'Mutation.sessionRevoke': ROLES,
  'Mutation.deviceRevoke': ROLES,
  'Mutation.mySettingsSave': ROLES,
  'Mutation.noticesRead': ROLES,
  'Mutation.pushSubscribe': ROLES,
  'Mutation.pushUnsubscribe': ROLES,
  'Mutation.bodySwitch': ROLES,
  'Mutation.personSave': CONTROLLER,
  'Mutation.grantGive': CONTROLLER,
  'Mutation.grantEnd': CONTROLLER,
  'Mutation.accountInvite': CONTROLLER,
  'Mutation.accountSwitch': CONTROLLER,
  'Mutation.calendarSave': CONTROLLER,
  'Mutation.yearClose': CONTROLLER,
  'Mutation.yearValidate': ['evaluator'],
  'Mutation.reportSend': CONTROLLER,
  'Mutation.draftBegin': CONTROLLER,
  'Mutation.draftSave': CONTROLLER,
  'Mutation.draftDiscard': CONTROLLER,
  'Mutation.planAdopt': CONTROLLER,
  'Mutation.sheetStep': ['unit-head', 'manager', 'controller'],
  'Mutation.judgementAsk': ['manager', 'evaluator'],
  'Mutation.judgementDecide': READERS,
  'Mutation.planImport': CONTROLLER,
  'Mutation.siteCreate': CONTROLLER,
  'Mutation.siteRevoke': CONTROLLER,
  // Who sends it is inside: an envelope that is not of a site of this office opens nothing.
  'Mutation.siteExchange': 'public',
  'Mutation.siteSync': 'signed-in',
  'Mutation.siteTake': 'signed-in',
  'Mutation.sync': 'signed-in',
} as const satisfies Readonly<Record<string, Who>>

/** A root field that has a row. */
export type Operation = keyof typeof RIGHTS

/** May the viewer ask this? A page offers only what this allows [RI6]. */
export function may(viewer: Viewer | null, operation: Operation): boolean {
  const who: Who = RIGHTS[operation]
  if (who === 'public') return true
  return viewer !== null && (who === 'signed-in' || holds(viewer, ...who))
}
