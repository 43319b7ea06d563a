/** Who may ask a root field: everybody, whoever is signed in, the controller of the body. */
export type Right = 'public' | 'signed-in' | 'controller'

/**
 * The one table of who may ask what. A root field without a row does not start: forgetting is refusing.
 * What of a body's data a person may see is decided in the resolvers by the rules of `shared/people`.
 */
export const RIGHTS: Readonly<Record<string, Right>> = {
  'Query.status': 'public',
  'Query.me': 'public',
  'Query.plan': 'signed-in',
  'Query.tree': 'signed-in',
  'Query.sites': 'controller',
  'Query.siteStatus': 'signed-in',
  'Query.siteRequest': 'signed-in',
  'Query.history': 'signed-in',
  'Query.planExport': 'controller',
  'Mutation.signIn': 'public',
  'Mutation.signOut': 'public',
  'Mutation.setup': 'public',
  'Mutation.planImport': 'controller',
  'Mutation.siteCreate': 'controller',
  'Mutation.siteRevoke': 'controller',
  // Who sends it is inside: an envelope that is not of a site of this office opens nothing.
  'Mutation.siteExchange': 'public',
  'Mutation.siteSync': 'signed-in',
  'Mutation.siteTake': 'signed-in',
  'Mutation.sync': 'signed-in',
}
