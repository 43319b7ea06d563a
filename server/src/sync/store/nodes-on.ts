import type { HeadTransaction, NodeRecord } from '@traguardo/shared/sync'
import type { Em } from '../../kernel/db/orm'
import { chunksOf, insertRows } from '../../kernel/db/write-rows'
import { DeviceEntity } from '../../identity/accounts/devices/device.entity'

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

const nodeOf = ({
  node,
  body,
  person,
  credential,
  name,
  firstSeen,
  lastSeen,
  revokedAt,
  toldAll,
}: DeviceEntity): NodeRecord => ({
  ...{ node, body, person, credential, name, firstSeen, lastSeen, revokedAt, toldAll },
})

const rowOf = ({ node, body, person, credential, name, firstSeen, lastSeen, toldAll }: NodeRecord) => ({
  ...{ node, body, person, credential, name, first_seen: firstSeen, last_seen: lastSeen, told_all: toldAll },
})

/** Of another owner a row stays as it is; whether it was shut out is nothing that a push changes. */
const OVER_OWN =
  'on conflict ("node") do update set "credential" = excluded."credential", "name" = excluded."name", ' +
  '"last_seen" = excluded."last_seen", "told_all" = excluded."told_all" where "device"."body" = excluded."body" and "device"."person" = excluded."person"'

/** Those that came lately and have not told all; one who speaks for them has: another device of the person, the site. */
const AWAITED =
  'select 1 as "one" from "device" as "d" where "d"."body" = ? and "d"."last_seen" >= ? and "d"."revoked_at" is null ' +
  'and not exists (select 1 from "device" as "t" where "t"."body" = "d"."body" and "t"."told_all" = ? and ' +
  `("t"."node" in ("d"."node", "d"."credential") or ("d"."person" <> '' and "t"."person" = "d"."person"))) limit 1`

/** What a receiver keeps of nodes and of what waits of whom, inside a transaction. */
export function nodesOn(
  em: Em,
): Pick<HeadTransaction, 'refused' | 'nodes' | 'nodeCounts' | 'isAwaited' | 'claimNodes'> {
  async function countBy(sql: string, args: readonly string[], persons: readonly string[]) {
    const counts = new Map<string, number>()
    for (const chunk of chunksOf(persons)) {
      const text = `${sql} and "person" in (${places(chunk)}) group by "person"`
      const rows = await em.execute<{ person: string; number: number | string }[]>(text, [...args, ...chunk], 'all')
      for (const { person, number } of rows) counts.set(person, Number(number))
    }
    return counts
  }
  async function nodes(names: readonly string[]): Promise<NodeRecord[]> {
    const found: NodeRecord[] = []
    for (const chunk of chunksOf(names)) {
      const rows = await em.find(DeviceEntity, { node: { $in: [...chunk] } }, { disableIdentityMap: true })
      found.push(...rows.map(nodeOf))
    }
    return found
  }
  return {
    nodes,
    refused: (body, persons) =>
      countBy(
        'select "person", count(*) as "number" from "operation" where "body" = ? ' +
          `and "verdict_type" in ('conflict', 'rejected') and "settlement" is null`,
        [body],
        persons,
      ),
    nodeCounts: (body, persons, since) =>
      countBy(
        'select "person", count(*) as "number" from "device" where "body" = ? and "last_seen" >= ?',
        [body, since],
        persons,
      ),
    isAwaited: async (body, epoch, since) => (await em.execute(AWAITED, [body, since, epoch], 'all')).length > 0,
    async claimNodes(records) {
      if (records.length === 0) return []
      await insertRows(em, 'device', records.map(rowOf), OVER_OWN)
      return nodes(records.map(({ node }) => node))
    },
  }
}
