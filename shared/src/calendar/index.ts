export { DIVISIONS, isDay } from '../model'
export { addDays, dayNumber, dayOfNumber, daysBetween, romeDay, romeInstant } from './day'
export { addMonths, addWorkingDays, easter, isHoliday, isWorkingDay } from './holidays'
export {
  calendarOf,
  currentYear,
  isOpen,
  openPeriod,
  periodCount,
  periodFor,
  periodsOf,
  type Period,
  USUAL,
  usualCalendar,
  yearsOf,
} from './period'
