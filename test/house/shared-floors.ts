/** Inside shared each folder may import those named here, and itself. */
export const SHARED_FLOORS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  calendar: ['model'],
  people: ['model'],
  record: ['model'],
  formula: ['model'],
  values: ['model', 'calendar', 'formula'],
  scoring: ['model', 'calendar', 'formula', 'values'],
  sheets: ['model', 'people'],
  notices: ['model', 'calendar', 'people', 'values', 'collection', 'record', 'sheets'],
  plans: ['model', 'calendar', 'people', 'formula', 'values', 'scoring'],
  sync: ['model', 'calendar', 'people', 'values'],
  collection: ['model', 'calendar', 'values', 'scoring', 'sync'],
}
