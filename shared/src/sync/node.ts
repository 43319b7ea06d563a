import type { IsoInstant } from '../model'

/** Whose a node is: the name under which a device or a site counts its operations [SY34]. */
export interface NodeRecord {
  readonly node: string
  readonly body: string
  /** Code of the person whose device it is; empty for a site's own name. */
  readonly person: string
  /** What it came with last, as whoever runs the receiver knows it: hash of a session's token, id of a site. */
  readonly credential: string | null
  /** What the device calls itself: "Chrome su Android"; empty where it never said. */
  readonly name: string
  readonly firstSeen: IsoInstant
  readonly lastSeen: IsoInstant
  /** Lost or given away: nothing is taken from it any more. */
  readonly revokedAt: IsoInstant | null
  /** The epoch in which it has sent everything that it keeps; null for none after a restore [SY71]. */
  readonly toldAll: string | null
}

/** Who comes with a push: what its node, and the nodes of what it brings, have to belong to [SY34]. */
export interface Bearer {
  /** Code of the person; null for a site, which brings what the devices of its people did. */
  readonly person: string | null
  readonly credential: string
  /** What the device calls itself; null where it does not say. */
  readonly name: string | null
  /** The receiver's own name as a node, where it is a site: nobody who comes to it bears that. */
  readonly receiver: string | null
}
