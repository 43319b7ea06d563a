import { ofHolders, ofPasswords } from './said/accounts'
import { ofEvidence, ofValueFiles, ofValues } from './said/entries'
import { ofFormulas, ofPlanFaults } from './said/plan-faults'
import { ofIdentity } from './said/identity'
import { ofNotices, ofRequests } from './said/requests'
import { ofPlanFiles } from './said/plan-files'
import { ofPlans } from './said/plans'
import { ofPolicies } from './said/policies'
import { ofSites } from './said/sites'
import { ofSync } from './said/sync'
import type { ParamsIn } from './sentence'

/** All codes, each once, with what is said for it in both languages [RI7]. A code never changes once published. */
export const REFUSALS = {
  ...ofEvidence,
  ...ofFormulas,
  ...ofHolders,
  ...ofIdentity,
  ...ofNotices,
  ...ofPasswords,
  ...ofPlanFaults,
  ...ofPlanFiles,
  ...ofPlans,
  ...ofPolicies,
  ...ofRequests,
  ...ofSites,
  ...ofSync,
  ...ofValueFiles,
  ...ofValues,
}

/** The code of a refusal. */
export type RefusalCode = keyof typeof REFUSALS

/** Params of a refusal of this code. */
export type ParamsOf<C extends RefusalCode> = C extends RefusalCode ? ParamsIn<(typeof REFUSALS)[C]> : never
