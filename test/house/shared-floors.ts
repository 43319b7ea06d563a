/** Inside shared each folder may import those named here, and itself. */
export const SHARED_FLOORS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  refusals: [],
  calendar: ['model'],
  people: ['model'],
  formula: ['model', 'refusals'],
  values: ['model', 'refusals', 'calendar', 'formula'],
  scoring: ['model', 'refusals', 'calendar', 'formula', 'values'],
  sheets: ['model', 'refusals', 'calendar', 'people'],
  plans: ['model', 'refusals', 'calendar', 'people', 'formula', 'values', 'scoring'],
  sync: ['model', 'refusals', 'calendar', 'people', 'values'],
  record: ['model', 'plans', 'sheets', 'sync'],
  collection: ['model', 'calendar', 'values', 'scoring', 'sync'],
  notices: ['model', 'refusals', 'calendar', 'people', 'values', 'collection', 'record', 'sheets', 'sync'],
}
