export { type Colleague, type Notice, remindersOf } from './reminders'
export { LEGAL_KINDS, noticesOf, SITE_TROUBLES } from './told'
