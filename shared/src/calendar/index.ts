export { addDays, dayNumber, dayOfNumber, daysBetween, isDay, romeDay, romeInstant } from './day'
export { addMonths, addWorkingDays, easter, isHoliday, isWorkingDay } from './holidays'
export {
  calendarOf,
  DIVISIONS,
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
