/**
 * The floors of the server, the highest first: a folder imports from floors below its own and from itself. Folders that
 * stand side by side on one floor do not know each other.
 */
export const SERVER_FLOORS: readonly (readonly string[])[] = [
  ['app'],
  ['sites'],
  ['audit', 'calendar', 'evidence', 'lists', 'notifications', 'sheets'],
  ['scoring'],
  ['sync'],
  ['plans'],
  ['identity/users'],
  ['identity/sessions'],
  ['identity/accounts'],
  ['identity/organisation'],
  ['kernel/audit'],
  ['kernel'],
  ['kernel/graphql'],
  ['kernel/mail'],
  ['kernel/secrets'],
  ['kernel/http'],
  ['kernel/db'],
  ['kernel/files'],
  ['kernel/log'],
  ['kernel/runtime'],
]
