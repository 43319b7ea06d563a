export { may, type Operation, RIGHTS, ROLES, type Who } from './rights'
export {
  holds,
  isController,
  manages,
  maySeeSheet,
  mayValidate,
  rolesOn,
  unitsBelow,
  unitsEnteredBy,
  unitsValidatedBy,
  type Viewer,
} from './viewer'
