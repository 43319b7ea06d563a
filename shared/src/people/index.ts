export {
  nameOfAgent,
  ACCOUNT_DELAYS,
  ADDRESS_DELAYS,
  afterFailure,
  beginsToWait,
  type DelayPolicy,
  FORGOTTEN_AFTER,
  LETTER_DELAYS,
  minutesOf,
  NO_TRIES,
  type Tries,
  typedName,
  waitOf,
  CONFIRMED,
  isConfirmed,
} from './sign-in'
export { daysOfYear, EVERY_DAY, type HolderDays, holderOfYear, holderOn, holdsOn, isOver, shareADay } from './holders'
export { ROLES } from '../model'
export { may, type ApiField, RIGHTS, type Who } from './rights'
export {
  hasRole,
  holdsRole,
  isController,
  manages,
  maySeeSheet,
  mayValidate,
  rolesOn,
  unitsEnteredBy,
  unitsValidatedBy,
  seesOwn,
  type Viewer,
  type ViewingHolder,
} from './viewer'
