export { addDays, daysBetween, isDay, romeDay } from './day'
export { currentYear, openPeriod, periodsOf, type Period } from './period'
