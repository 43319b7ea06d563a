import type { FastifyRequest } from 'fastify'
import type { AppPorts } from '../kernel/context'
import type { EntityManager } from '../kernel/db/orm'
import { tokenOf } from '../identity/accounts/devices/cookie'
import { findSession } from '../identity/sessions/sessions'
import { viewFor } from '../sync/scopes'

declare module '../kernel/context' {
  interface AppPorts {
    /** Returns the site that shows this pass for this one request; null for nobody. */
    readerOfPass(em: EntityManager, pass: string, asked: string): Promise<FilePrincipal | null>
  }
}

/** Reader of files, or somebody who brings them: body and scopes. */
export interface FilePrincipal {
  readonly body: string
  readonly scopes: ReadonlySet<string>
  /** Id of the site that asks; '' for a person who is signed in. */
  readonly via: string
  /** For whom files may be brought: the person, or one of a site's people (all where the site does not say for whom). */
  readonly persons: ReadonlySet<string>
}

/** A request as a pass names it: method, path, and for whom a file is brought. */
export const requestFor = (method: string, path: string, person: string | null): string =>
  [method, path, person ?? '-'].join(' ')

/** Header in which a site says for which of its people it brings a file. */
export const FOR_PERSON = 'traguardo-per'

const PASS = /^Sede (\S+)$/

/** The person of the session, or the site of the pass; null where it is nobody. */
export async function filePrincipalOf(
  em: EntityManager,
  ports: AppPorts,
  request: FastifyRequest,
): Promise<FilePrincipal | null> {
  const pass = PASS.exec(request.headers.authorization ?? '')?.[1]
  if (pass) {
    const person = request.headers[FOR_PERSON]
    const asked = requestFor(request.method, request.url, typeof person === 'string' ? person : null)
    const site = await ports.readerOfPass(em, pass, asked)
    if (!site || person === undefined) return site
    return { ...site, persons: new Set([...site.persons].filter((one) => one === person)) }
  }
  const token = tokenOf(request)
  const viewer = token ? await findSession(em, token, ports.clock) : null
  if (!viewer) return null
  const { scopes } = viewFor(await ports.plans.all(em, viewer.body), viewer)
  return { body: viewer.body, scopes: new Set(scopes), via: '', persons: new Set(viewer.holds ? [viewer.person] : []) }
}
