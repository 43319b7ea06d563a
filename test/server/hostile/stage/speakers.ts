import type { Credentials, Wire } from '../wire/http'

/** The password of every account of the demo: it is printed at its start. */
export const PASSWORD = 'Traguardo-2021'

const SIGN_IN = `mutation($username: String!, $password: String!) {
  answer: signIn(username: $username, password: $password) { __typename ... on Refusal { code message } } }`

/** Signs in as a browser of that name and gives the cookie. Throws where it is refused. */
export async function signIn(wire: Wire, username: string, agent = 'hostile'): Promise<Credentials> {
  const reply = await wire.ask({ 'user-agent': agent }, SIGN_IN, { username, password: PASSWORD })
  const [cookie] = reply.headers['set-cookie'] ?? []
  if (!cookie) throw new Error(`${username} does not come in: ${reply.text}`)
  return { cookie: cookie.split(';')[0] ?? '' }
}
