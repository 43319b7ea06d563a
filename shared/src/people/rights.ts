import { ROLES, type Role } from '../model'
import { hasRole, holdsRole, type Viewer } from './viewer'

/**
 * Callers that a field of the API admits: everybody; any session, with a role or without; for the own account the same,
 * at the head office only; a holder of any role in the body, at a remote site too; or, at the head office, a holder of
 * one of these roles in the body that it is about.
 */
export type AskingRole = 'public' | 'signed-in' | 'own-account' | 'any-role' | readonly Role[]

const CONTROLLER = ['controller'] as const
const READERS = ['controller', 'evaluator'] as const

/**
 * The one table of who may ask what: the root fields of the schema, the same as in `SPEC.md`. What has no row nobody may
 * ask. What of the answer a person may see is decided by the rules of `viewer.ts` [RI6].
 */
export const RIGHTS = {
  'Query.status': 'public',
  'Query.me': 'public',
  'Query.plan': 'any-role',
  'Query.tree': 'any-role',
  'Query.history': 'any-role',
  'Query.objectives': 'any-role',
  'Query.indicators': 'any-role',
  'Query.measures': 'any-role',
  'Query.benchmarks': 'any-role',
  'Query.values': 'any-role',
  'Query.siteStatus': 'any-role',
  'Query.siteRequest': 'any-role',
  'Query.sites': CONTROLLER,
  'Query.planExport': CONTROLLER,
  'Query.people': CONTROLLER,
  'Query.mySettings': 'own-account',
  'Query.notices': ROLES,
  'Query.record': READERS,
  'Query.planLife': ROLES,
  'Query.sheetLives': ROLES,
  'Query.formerSheets': 'own-account',
  'Mutation.signIn': 'public',
  'Mutation.signInConfirm': 'public',
  'Mutation.signOut': 'public',
  'Mutation.setup': 'public',
  'Mutation.passwordForgotten': 'public',
  'Mutation.passwordSet': 'public',
  'Mutation.passwordChange': 'own-account',
  'Mutation.totpBegin': 'own-account',
  'Mutation.totpConfirm': 'own-account',
  'Mutation.totpEnd': 'own-account',
  'Mutation.recoveryRenew': 'own-account',
  'Mutation.sessionConfirm': 'own-account',
  'Mutation.feedRenew': 'own-account',
  'Mutation.sessionRevoke': 'own-account',
  'Mutation.deviceRevoke': 'own-account',
  'Mutation.mySettingsSave': 'own-account',
  'Mutation.noticesRead': ROLES,
  'Mutation.reminderSend': ['manager', 'controller'],
  'Mutation.pushSubscribe': ROLES,
  'Mutation.pushUnsubscribe': 'own-account',
  'Mutation.bodySwitch': 'own-account',
  'Mutation.personSave': CONTROLLER,
  'Mutation.grantGive': CONTROLLER,
  'Mutation.grantEnd': CONTROLLER,
  'Mutation.holderAdd': CONTROLLER,
  'Mutation.holderBegin': CONTROLLER,
  'Mutation.holderEnd': CONTROLLER,
  'Mutation.holderName': CONTROLLER,
  'Mutation.holderRemove': CONTROLLER,
  'Mutation.holderErase': CONTROLLER,
  'Mutation.accountInvite': CONTROLLER,
  'Mutation.accountSwitch': CONTROLLER,
  'Mutation.accountUnlink': CONTROLLER,
  'Mutation.factorEnd': CONTROLLER,
  'Mutation.calendarSave': CONTROLLER,
  'Mutation.yearClose': CONTROLLER,
  'Mutation.yearValidate': ['evaluator'],
  'Mutation.neutralise': READERS,
  'Mutation.neutralisationRevoke': READERS,
  'Mutation.reportSend': CONTROLLER,
  'Mutation.draftBegin': CONTROLLER,
  'Mutation.draftSave': CONTROLLER,
  'Mutation.draftDiscard': CONTROLLER,
  'Mutation.planAdopt': CONTROLLER,
  'Mutation.sheetStep': ROLES,
  'Mutation.judgementAsk': ['manager', 'evaluator'],
  'Mutation.judgementDecide': [...READERS, 'governing-body'],
  'Mutation.planImport': CONTROLLER,
  'Mutation.siteCreate': CONTROLLER,
  'Mutation.siteChange': CONTROLLER,
  'Mutation.siteRevoke': CONTROLLER,
  // The sender is named inside: an envelope that is not of a site of this office opens nothing.
  'Mutation.siteExchange': 'public',
  'Mutation.siteSync': 'any-role',
  'Mutation.siteTake': 'any-role',
  'Mutation.sync': 'signed-in',
} as const satisfies Readonly<Record<string, AskingRole>>

/** A root field that has a row. */
export type ApiField = keyof typeof RIGHTS

/** May the viewer ask this? A page offers only what this allows [RI6]. */
export function mayAsk(viewer: Viewer | null, operation: ApiField): boolean {
  const who: AskingRole = RIGHTS[operation]
  if (who === 'public') return true
  if (viewer === null) return false
  if (who === 'signed-in' || who === 'own-account') return true
  return who === 'any-role' ? hasRole(viewer) : holdsRole(viewer, ...who)
}
