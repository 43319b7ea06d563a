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
  type FailedTries,
  typedName,
  waitOf,
  CONFIRMED_FIELDS,
  isConfirmed,
} from './sign-in'
export { daysOfYear, EVERY_DAY, type HolderDays, holderOfYear, holderOn, holdsOn, isOver, shareADay } from './holders'
export { ROLES } from '../model'
export { mayAsk, type ApiField, RIGHTS, type AskingRole } from './rights'
export {
  hasRole,
  holdsRole,
  isController,
  managesUnit,
  mayBringValues,
  isOfSuperior,
  isTopSheet,
  maySeeSheet,
  mayValidate,
  rolesOn,
  unitsEnteredBy,
  unitsValidatedBy,
  seesOwn,
  type Viewer,
  type ViewingHolder,
} from './viewer'
