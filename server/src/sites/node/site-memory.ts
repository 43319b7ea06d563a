import type { IsoInstant } from '@traguardo/shared/model'
import type { Refusal } from '@traguardo/shared/refusals'
import type { Push, SiteReport, SiteRequest } from '@traguardo/shared/sync'
import type { EntityManager } from '../../kernel/db/orm'
import { insertNew } from '../../kernel/db/rows'
import { AccountEntity } from '../../identity/accounts/account.entity'
import { RecoveryCodeEntity } from '../../identity/accounts/factor/recovery-code.entity'
import { SessionEntity } from '../../identity/accounts/devices/session.entity'
import { OperationEntity } from '../../sync/store/operation.entity'
import { SettingEntity } from '../../kernel/db/setting.entity'
import { countOwed } from './owed-files'

const STATUS = 'site-status'

/** A site remembers for as long as it runs: nothing of it is kept as an entity. */
const unwatched = { disableIdentityMap: true } as const

/** Memory of a site about its exchanges. */
export interface SiteMemory {
  readonly lastSync: IsoInstant | null
  readonly lastTry: IsoInstant | null
  /** Trouble of the last try; null for none. */
  readonly problem: Refusal | null
  /** Reason why not all files are at the head office; null where they are. */
  readonly filesProblem: Refusal | null
  readonly directory: string | null
  /** Name that the head office gives this site; null where it never said. */
  readonly name: string | null
  /** Milliseconds by which the clock of the head office is ahead of ours. */
  readonly ahead: number
  /** State that the last envelope carried by hand asked from: its answer holds only for that. */
  readonly carried:
    | (Pick<Push, 'epoch' | 'cursor'> & {
        readonly nonce: string
        /** The directory that was held then; left out by earlier software. */
        readonly directory?: string | null
      })
    | null
}

const NOTHING: SiteMemory = {
  ...{ lastSync: null, lastTry: null, problem: null, filesProblem: null },
  ...{ directory: null, name: null, ahead: 0, carried: null },
}

/** A row for each thing remembered: two that write different ones at once lose nothing. */
const rowOf = (name: keyof SiteMemory): string => `${STATUS}/${name}`

/** Returns the memory; facts that earlier software did not know are as if nothing had been. One statement. */
export async function remembered(em: EntityManager): Promise<SiteMemory> {
  const rows = await em.find(SettingEntity, { name: { $like: `${STATUS}%` } }, unwatched)
  const held = new Map(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]))
  const own = Object.keys(NOTHING).filter((name) => held.has(rowOf(name as keyof SiteMemory)))
  return {
    ...NOTHING,
    // Earlier software kept all in one row.
    ...(held.get(STATUS) as Partial<SiteMemory> | undefined),
    ...Object.fromEntries(own.map((name) => [name, held.get(rowOf(name as keyof SiteMemory))])),
  }
}

/** Remembers these, and leaves the others as they are. */
export async function remember(em: EntityManager, changes: Partial<SiteMemory>): Promise<void> {
  const rows = Object.entries(changes).map(([name, value]) => ({
    name: rowOf(name as keyof SiteMemory),
    value: JSON.stringify(value),
  }))
  if (rows.length > 0) await em.upsertMany(SettingEntity, rows, unwatched)
}

/**
 * Puts a directory in the place of the one that it was asked with, and leaves it where that is not held any more: somebody
 * signed in meanwhile, whom it does not know. Part of the transaction that takes in what stands in it.
 */
export async function replaceDirectory(tx: EntityManager, asked: string | null, given: string): Promise<boolean> {
  const [name, value] = [rowOf('directory'), JSON.stringify(given)]
  if ((await insertNew(tx, SettingEntity, [{ name, value }])) > 0) return true
  return (await tx.nativeUpdate(SettingEntity, { name, value: JSON.stringify(asked) }, { value })) > 0
}

/** Returns the report on what waits here, and what was wrong last [SY66]. */
export async function reportOf(em: EntityManager): Promise<SiteReport & { readonly files: number }> {
  const waiting = await em.count(OperationEntity, { provisional: true })
  const refused = await em.count(OperationEntity, { verdictType: { $in: ['conflict', 'rejected'] }, settlement: null })
  const files = await countOwed(em)
  const { problem, filesProblem } = await remembered(em)
  return { waiting, refused, files: files.waiting + files.refused, problem: (problem ?? filesProblem)?.code ?? null }
}

/** Returns the accounts and codes that were used here: the head office gives and counts them [SY53, SY55]. */
export async function accountsSaid(em: EntityManager): Promise<Pick<SiteRequest, 'accounts' | 'spent'>> {
  const used = await em.find(AccountEntity, { lastUsed: { $ne: null } }, unwatched)
  const open = await em.find(SessionEntity, {}, unwatched)
  const spent = await em.find(RecoveryCodeEntity, { used: true }, unwatched)
  const names = new Set([...used.map(({ username }) => username), ...open.map(({ account }) => account.username)])
  return { accounts: [...names], spent: spent.map(({ hash }) => hash) }
}
