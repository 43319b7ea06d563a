export { type Colleague, type Notification, refuseReminder, remindersOf } from './reminders'
export { ACCOUNT_KINDS, LEGAL_KINDS, notificationsFor, SITE_TROUBLES } from './notifications'
