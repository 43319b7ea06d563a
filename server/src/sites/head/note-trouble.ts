import type { IsoInstant } from '@traguardo/shared/model'
import { SITE_TROUBLES } from '@traguardo/shared/notices'
import type { Em } from '../../kernel/db/orm'
import { appendEntry, holdRecord } from '../../kernel/audit/append'
import type { SiteTrouble } from '../messages'
import { SiteEntity } from './site.entity'

const DAY = 86_400_000

/** What is remembered after this, and whether it is to be told. */
function after(was: SiteTrouble | null, code: string | null, now: IsoInstant): readonly [SiteTrouble | null, boolean] {
  if (code === null) return [was && { ...was, over: true }, false]
  if (was?.code !== code) return [{ code, since: now, told: now, over: false }, true]
  if (!was.over) return [was, false]
  const isLong = Date.parse(now) - Date.parse(was.told) > DAY
  return [{ code, since: now, told: isLong ? now : was.told, over: false }, isLong]
}

/** Remembers what is wrong with a site, or that nothing is, and tells of it in the record: once a matter [NO8]. */
export async function noteTrouble(em: Em, site: SiteEntity, problem: string | null, now: IsoInstant): Promise<void> {
  const code = problem !== null && problem in SITE_TROUBLES ? problem : null
  if (code === null && (site.trouble?.over ?? true)) return
  await em.fork().transactional(async (tx) => {
    // Of two processes one comes first, and the other finds what it wrote.
    await holdRecord(tx as Em, site.body)
    const { trouble } = await tx.findOneOrFail(SiteEntity, { id: site.id })
    const [next, isToTell] = after(trouble, code, now)
    await tx.nativeUpdate(SiteEntity, { id: site.id }, { trouble: next })
    if (!isToTell) return
    const actor = { body: site.body, person: '', at: now }
    const detail = { name: site.name, code }
    await appendEntry(tx as Em, [{ ...actor, action: 'site.trouble', about: [`sites/${site.id}`], detail }])
  })
}
