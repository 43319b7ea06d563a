export { DIVISIONS, isDay } from '../model'
export {
  addDays,
  dayNumber,
  dayOfNumber,
  daysBetween,
  romeDay,
  romeInstant,
  calendarOf,
  currentYear,
  isOpen,
  lastDeadline,
  openPeriod,
  periodCount,
  periodFor,
  periodsOf,
  type Period,
  USUAL_CALENDAR,
  usualCalendar,
  yearsOf,
} from './day'
export { addMonths, addWorkingDays, easter, isHoliday, isWorkingDay } from './holidays'
