import type { IsoInstant } from '../model'

/** Owner of a node: the name under which a device or a site counts its operations [SY34]. */
export interface NodeRecord {
  readonly node: string
  readonly body: string
  /** Code of the person whose device it is; empty for a site's own name. */
  readonly person: string
  /** Credential that it came with last, in the receiver's terms: hash of a session's token, id of a site. */
  readonly credential: string | null
  /** Name that the device gives itself: "Chrome su Android"; empty where it never said. */
  readonly name: string
  readonly firstSeen: IsoInstant
  readonly lastSeen: IsoInstant
  /** Lost or given away: nothing is taken from it any more. */
  readonly revokedAt: IsoInstant | null
  /** The epoch in which it has sent everything that it keeps; null for none after a restore [SY71]. */
  readonly toldAll: string | null
}

/** Bearer of a push: its node, and the nodes of the operations in it, have to belong to this one [SY34]. */
export interface Bearer {
  /** Code of the person; null for a site, which brings what the devices of its people did. */
  readonly person: string | null
  readonly credential: string
  /** Name that the device gives itself; null where it gives none. */
  readonly name: string | null
  /** The receiver's own name as a node, where it is a site: nobody who comes to it bears that. */
  readonly receiver: string | null
}
