import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

/** A real OpenID Connect provider on this machine, with a page where one says who one is. */
export interface IdentityProvider {
  readonly issuer: string
  close(): Promise<void>
}

export async function openProvider(client: {
  readonly id: string
  readonly secret: string
  readonly callback: string
}): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // Who signs in as `a@b.it` is `sub-a@b.it` with that address; `unverified-...` has one that nobody checked, `unsaid-...`
    // one of which nothing is said, `false-...` and `true-...` one of which a text is said, as some providers do.
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => {
        const [, kind = '', email = sub] = /^(unverified|unsaid|false|true)-(.*)$/.exec(sub) ?? []
        const said = { unverified: false, unsaid: undefined, false: 'false', true: 'true' }[kind]
        return { sub: `sub-${sub}`, email, email_verified: kind === '' ? true : said }
      },
    }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a key for tests'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600 },
  })
  server.on('request', provider.callback())
  return {
    issuer,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
