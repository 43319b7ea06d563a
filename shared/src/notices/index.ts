export { type Colleague, type Notification, remindersOf } from './reminders'
export { ACCOUNT_KINDS, LEGAL_KINDS, noticesOf, SITE_TROUBLES } from './told'
