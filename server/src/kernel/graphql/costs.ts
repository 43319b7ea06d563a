import type { ApiField } from '@traguardo/shared/people'

/** What the root fields of a request may cost together. */
export const MOST_COST = 15

/** Something that a request holds once: it hashes, opens, decides or computes. */
const DEAR = 8

/**
 * What a root field costs; one that is not named here costs 1. Of two dear ones in a request, under whatever names, the
 * second is too much [RI11].
 */
const COSTS: Readonly<Partial<Record<ApiField, number>>> = {
  'Query.tree': DEAR,
  'Query.plan': DEAR,
  'Query.planExport': DEAR,
  'Query.record': DEAR,
  'Query.history': DEAR,
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

/** What a root field costs; `type` is `Query` or `Mutation`. */
export const costOf = (type: string, field: string): number =>
  (COSTS as Readonly<Record<string, number>>)[`${type}.${field}`] ?? OF_THE_SCHEMA[field] ?? 1
