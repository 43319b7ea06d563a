export { type DueCell, dueCells, type DueWhen } from './due'
export { formatDate, formatNumber, formatPercent, formatValue } from './format'
export { knownCodes, type MeasureUsers, measureUsers } from './measure-users'
export { fitsKind, parseEntry } from './parse-entry'
