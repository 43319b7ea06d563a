/** Inside shared each folder may import those named here, and itself. */
export const SHARED_FLOORS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  refusals: [],
  calendar: ['model'],
  people: ['model'],
  record: ['model'],
  formula: ['model'],
  values: ['model', 'refusals', 'calendar', 'formula'],
  scoring: ['model', 'refusals', 'calendar', 'formula', 'values'],
  sheets: ['model', 'refusals', 'people'],
  notices: ['model', 'refusals', 'calendar', 'people', 'values', 'collection', 'record', 'sheets'],
  plans: ['model', 'refusals', 'calendar', 'people', 'formula', 'values', 'scoring'],
  sync: ['model', 'refusals', 'calendar', 'people', 'values'],
  collection: ['model', 'calendar', 'values', 'scoring', 'sync'],
}
