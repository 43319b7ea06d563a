import type { Key } from '../wire/sync'

/** The chamber whose secrets are asked for: Matera 2020, on a day when its second quadrimestre is open. */
export const BODY = 'CCIAA-MT'
export const YEAR = 2020
/** Another body of the same installation. */
export const OTHER_BODY = 'CCIAA-MS'
/** Who has something to lose, and where. */
export const VICTIM = 'po-anag'
export const UNIT = 'S-ANAG'
export const SHEET = 'PO-ANAG'

/** A cell of the victim's unit: of a measure that everybody of the body sees, or that only the victim's sheet uses. */
export const bodyKey = (field = 'value', changes: Partial<Key> = {}): Key => ({
  body: BODY,
  measure: '8.1-a.num',
  unit: UNIT,
  year: YEAR,
  period: 2,
  field,
  ...changes,
})
export const sheetKey = (field = 'value', changes: Partial<Key> = {}): Key =>
  bodyKey(field, { measure: 'PO-ANAG_1-a.num', ...changes })
/** Scopes as the protocol writes them [SY19]. */
export const SHEET_SCOPE = `${YEAR}/2/${UNIT}@${SHEET}`
export const BODY_SCOPE = `${YEAR}/2/${UNIT}`
