const MODEL = '@traguardo/shared/model'
const REFUSALS = '@traguardo/shared/refusals'

/** A type of TypeScript in a package. */
const of = (from: string, type: string): string => `import('${from}').${type}`

/** What the scalars of the server hold, as shared code knows it. */
export const SCALARS: Readonly<Record<string, string>> = {
  ID: 'string',
  Json: 'unknown',
  Content: of('@traguardo/shared/sync', 'Content'),
}

/**
 * Fields of which the schema says text or JSON, and shared code says which: server and client take the list, or the form,
 * from there. By their schema coordinates.
 */
export const FIELDS: Readonly<Record<string, string>> = {
  'DemoAccount.role': of(MODEL, 'Role'),
  'Grant.role': of(MODEL, 'Role'),
  'Judgement.decision': "'approved' | 'refused'",
  'OwnSettings.mail': "'each' | 'daily' | 'none'",
  'PlanDocument.document': of(MODEL, 'Plan'),
  'PlanDraft.base': of(MODEL, 'Plan'),
  'PlanDraft.document': of(MODEL, 'Plan'),
  'PlanDoubt.params': of(REFUSALS, 'RefusalParams'),
  'PlanFault.params': of(REFUSALS, 'RefusalParams'),
  'RecordEntry.outcome': `${of('@traguardo/shared/record', 'AuditEntry')}['outcome']`,
  'Refusal.params': of(REFUSALS, 'RefusalParams'),
  'RoleGrant.role': of(MODEL, 'Role'),
  'Score.absence': `${of(MODEL, 'Absence')}['type']`,
  'SheetEvent.step': of('@traguardo/shared/sheets', 'SheetStep'),
  'SiteStatus.errorParams': of(REFUSALS, 'RefusalParams'),
  'SiteTrouble.params': of(REFUSALS, 'RefusalParams'),
  'TreeObjective.level': of('@traguardo/shared/scoring', 'NodeKind'),
  'TreeIndicator.course': of('@traguardo/shared/scoring', 'Course'),
}
