export { addDays, dayNumber, dayOfNumber, daysBetween, isDay, romeDay } from './day'
export { addMonths, addWorkingDays, easter, isHoliday, isWorkingDay } from './holidays'
export { currentYear, openPeriod, periodsOf, type Period } from './period'
