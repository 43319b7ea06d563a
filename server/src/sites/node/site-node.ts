import type { IsoInstant } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import type { Result } from '@traguardo/shared/result'
import type { SiteReport } from '@traguardo/shared/sync'
import type { Credentials } from '../../identity/sessions/sign-in'
import type { Credential } from '../messages'

declare module '../../kernel/context' {
  interface AppPorts {
    /** This server as a remote site; null at the head office. */
    readonly site: SiteNode | null
  }
}

/** State of a site towards its head office. */
export interface SiteState extends Pick<SiteReport, 'waiting' | 'refused'> {
  /** As the head office calls it now. */
  readonly name: string
  readonly files: number
  readonly lastSync: IsoInstant | null
  readonly lastTry: IsoInstant | null
  /** Reason why the last try came to nothing, and what to do; null where it did not. */
  readonly problem: Refusal | null
}

/** This server as a remote site; the head office has none. */
export interface SiteNode {
  readonly credential: Credential
  status(): Promise<SiteState>
  /** Asks the head office about somebody whom we do not know, and takes them in. Answers the user name. Never rejects. */
  signIn(typed: Credentials): Promise<Result<string, Refusal>>
  /** One exchange over the line now. Never rejects: what went wrong stands in the status. */
  sync(): Promise<SiteState>
  /** Everything that waits, in one envelope to be carried by hand. */
  request(): Promise<string>
  /** Takes in the answer that was carried back. Rejects where it cannot be opened. */
  take(envelope: string): Promise<SiteState>
  /** Fetches a file that is only at the head office; false where it does not come. */
  fetchFile(sha256: string, size: number): Promise<boolean>
}
