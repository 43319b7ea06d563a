import type { Em } from '../../kernel/db/orm'
import { RegisterEntity } from '../../sync/store/register.entity'
import { EvidenceClaimEntity } from '../../sync/evidence/evidence-claim.entity'
import { ABANDONED, ABANDONED_WHEN_FULL, type UploadOwner } from './upload-store'
import type { UploadPorts } from './uploads'

/** What nobody goes on with is looked for so often, in milliseconds. */
const SWEEP_EVERY = 6 * 3_600_000
/** A disk that is full is looked at again after so long, in milliseconds. */
const MAKE_ROOM_EVERY = 60_000

/** Does its sender still stand behind what an upload is for: is there a register that names it? [SY44] */
async function isNamed(em: Em, { body, sha256, person, via }: UploadOwner): Promise<boolean> {
  const claims = await em.find(EvidenceClaimEntity, { body, sha256, person, via })
  const ids = claims.map(({ register }) => register)
  return (await em.count(RegisterEntity, { id: { $in: ids }, content: { $ne: null } })) > 0
}

type SweepParts = Pick<UploadPorts, 'store' | 'locker' | 'log'>

/** Ends uploads that nobody goes on with, and those of evidence that was taken away [SY44]. */
export function sweeperOf({ store, locker, log }: SweepParts, em: Em) {
  let madeRoom = Number.NEGATIVE_INFINITY
  let under: Promise<void> = Promise.resolve()
  async function sweep(abandoned = ABANDONED): Promise<void> {
    await store.sweep(Date.now() - abandoned, await locker.held())
    for (const name of await store.files.names()) {
      const found = await store.find(name)
      if (found && !(await isNamed(em.fork(), found.owner))) await store.files.remove(name)
    }
  }
  const beside = (abandoned?: number): void =>
    void (under = under.then(() => sweep(abandoned)).catch((error: unknown) => log(error, { job: 'uploads' })))
  const sweeping = setInterval(() => beside(), SWEEP_EVERY)
  sweeping.unref()
  return {
    sweep,
    stop(): Promise<void> {
      clearInterval(sweeping)
      return under
    },
    /** The disk is full: what nobody went on with for an hour goes; its sender holds the bytes still [SY65]. */
    makeRoom(): void {
      if (Date.now() - madeRoom < MAKE_ROOM_EVERY) return
      madeRoom = Date.now()
      beside(ABANDONED_WHEN_FULL)
    },
  }
}
