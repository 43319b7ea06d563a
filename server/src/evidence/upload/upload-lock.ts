import { Entity, PrimaryKey, Property } from '@mikro-orm/core'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lock, Locker, RequestRelease } from '@tus/server'
import { refusal, withMessage } from '@traguardo/shared/refusals'
import type { EntityManager } from '../../kernel/db/orm'

/** That somebody writes an upload: it ends by itself where it is not renewed [SY87]. */
@Entity({ tableName: 'upload_lease' })
export class UploadLeaseEntity {
  /** Name of the upload. */
  @PrimaryKey({ type: 'text' })
  upload!: string

  /** One request of one server. */
  @Property({ type: 'string', length: 36 })
  holder!: string

  @Property({ type: 'string', length: 24 })
  until!: string

  /** Somebody else waits for it. */
  @Property({ type: 'boolean' })
  wanted!: boolean
}

/** A lease that nobody renewed for so long was left by a process that died. Milliseconds. */
const LASTS = 15_000
const RENEW = 5000
/** Milliseconds after which a waiter looks again, and a holder looks whether somebody waits. */
const LOOK = 200
const PATIENCE = 30_000

const busy = () =>
  Object.assign(new Error('UPLOAD_BUSY'), {
    status_code: 423,
    body: JSON.stringify(withMessage(refusal('UPLOAD_BUSY'))),
  })

const instant = (ahead = 0): string => new Date(Date.now() + ahead).toISOString()

const TAKE =
  'insert into "upload_lease" ("upload", "holder", "until", "wanted") values (?, ?, ?, ?) on conflict ("upload") do update ' +
  'set "holder" = excluded."holder", "until" = excluded."until", "wanted" = excluded."wanted" where "upload_lease"."until" < ?'
const WANT = 'update "upload_lease" set "wanted" = ? where "upload" = ? and "wanted" = ?'
const LOOK_AT = 'select "wanted" from "upload_lease" where "upload" = ? and "holder" = ?'
const PROLONG = 'update "upload_lease" set "until" = ? where "upload" = ? and "holder" = ?'
const END = 'delete from "upload_lease" where "upload" = ? and "holder" = ?'

/** A lease that is held, and how its holder is told to let go. */
interface Held {
  readonly id: string
  readonly holder: string
  readonly letGo: RequestRelease
  readonly givenUp: AbortSignal
}

/**
 * One writer for an upload, among all servers that share the database [SY42, SY87]: a row that says until when. Whoever waits
 * says so in it, and whoever holds the upload then lets it go: what it had received so far counts. Each statement is by
 * itself, so that it holds behind a pgbouncer too.
 */
export class LeaseLocker implements Locker {
  constructor(private readonly em: EntityManager) {}

  private async change(sql: string, values: readonly unknown[]): Promise<boolean> {
    return (await this.em.execute<{ affectedRows: number }>(sql, [...values], 'run')).affectedRows > 0
  }

  newLock(id: string): Lock {
    const holder = randomUUID()
    const givenUp = new AbortController()
    let watching: Promise<void> = Promise.resolve()
    return {
      lock: async (signal, letGo) => {
        for (
          let waited = 0;
          !(await this.change(TAKE, [id, holder, instant(LASTS), false, instant()]));
          waited += LOOK
        ) {
          if (signal.aborted || waited >= PATIENCE) throw busy()
          await this.change(WANT, [true, id, false])
          await sleep(LOOK)
        }
        watching = this.watch({ id, holder, letGo, givenUp: givenUp.signal })
      },
      unlock: async () => {
        givenUp.abort()
        await watching
        // A lease whose end cannot be written, the database being away, ends by itself.
        await this.change(END, [id, holder]).catch(() => undefined)
      },
    }
  }

  /** Is it ours, and does somebody wait for it? Renews it where that is due. */
  private async look({ id, holder }: Held, isDue: boolean): Promise<'ours' | 'wanted' | 'lost'> {
    const isOurs = !isDue || (await this.change(PROLONG, [instant(LASTS), id, holder]))
    const [row] = await this.em.execute<{ wanted: boolean | number }[]>(LOOK_AT, [id, holder], 'all')
    if (!isOurs || !row) return 'lost'
    return row.wanted ? 'wanted' : 'ours'
  }

  /** Renews a lease until it is given up or lost; whoever writes is told to let go where somebody waits, or has it. */
  private async watch(held: Held): Promise<void> {
    const { letGo, givenUp } = held
    let renewed = performance.now()
    while (!givenUp.aborted) {
      await sleep(LOOK, undefined, { signal: givenUp }).catch(() => undefined)
      if (givenUp.aborted) return
      const isDue = performance.now() - renewed >= RENEW
      // A database that is away says nothing: until then it is ours.
      const found = await this.look(held, isDue).catch(() => (performance.now() - renewed < LASTS ? null : 'lost'))
      if (isDue && found !== null) renewed = performance.now()
      if (found === 'wanted' || found === 'lost') await letGo()
      if (found === 'lost') return
    }
  }

  /** Does something while nobody else touches an upload. */
  async alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = this.newLock(id)
    await lock.lock(new AbortController().signal, () => {})
    try {
      return await work()
    } finally {
      await lock.unlock()
    }
  }

  /** Names of the uploads that somebody writes now; what was left by who died long ago goes. */
  async held(): Promise<ReadonlySet<string>> {
    await this.change('delete from "upload_lease" where "until" < ?', [instant(-LASTS)])
    const sql = 'select "upload" from "upload_lease" where "until" >= ?'
    const rows = await this.em.execute<{ upload: string }[]>(sql, [instant()], 'all')
    return new Set(rows.map(({ upload }) => upload))
  }
}
