import { hashOfToken } from '../accounts/tokens'
import type { Context } from '../../kernel/context'
import { tokenOf } from '../accounts/devices/cookie'
import type { SessionDeviceType } from './people.types'
import type { Principal } from '../organisation/signed-in'

/** What has come from the device of this session in this position; null where nothing has. One statement [SY83]. */
export async function deviceOfSession({ em, request }: Context, viewer: Principal): Promise<SessionDeviceType | null> {
  const [row] = await em.execute<{ lastSeen: string; operations: number | string | null }[]>(
    'select d."last_seen" as "lastSeen", (select max(o."seq") from "operation" o where o."node" = d."node") as "operations" ' +
      'from "device" d where d."body" = ? and d."person" = ? and d."credential" = ? order by d."last_seen" desc limit 1',
    [viewer.body, viewer.person, hashOfToken(tokenOf(request) ?? '')],
    'all',
  )
  return row ? { lastSeen: row.lastSeen, operations: Number(row.operations ?? 0) } : null
}
