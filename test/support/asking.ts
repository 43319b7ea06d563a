import { DEMO_PASSWORD } from './browser'

/** Asks a server beside the pages, as somebody of the demo who signs in for it. */
export async function askingAs(url: string, username: string) {
  const post = (query: string, variables: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1', cookie }
    return fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  }
  const signedIn = await post(
    'mutation($username: String!, $password: String!) { signIn(username: $username, password: $password) { __typename } }',
    { username, password: DEMO_PASSWORD },
  )
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async <T>(query: string, variables: object = {}): Promise<T> =>
    ((await (await post(query, variables, cookie)).json()) as { readonly data: T }).data
}
