export { CONFIRMED, isConfirmed } from './confirm'
export { may, type Operation, RIGHTS, ROLES, type Who } from './rights'
export {
  hasRole,
  holds,
  isController,
  manages,
  maySeeSheet,
  mayValidate,
  rolesOn,
  unitsEnteredBy,
  unitsValidatedBy,
  type Viewer,
} from './viewer'
