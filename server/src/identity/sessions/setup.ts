import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { type IsoInstant, itemAddress } from '@traguardo/shared/model'
import { type Refusal, refusal } from '@traguardo/shared/refusals'
import { err, ok, type Result } from '@traguardo/shared/result'
import { v7 } from 'uuid'
import { BodyEntity } from '../organisation/body.entity'
import { UnitEntity } from '../organisation/unit.entity'
import { claimInstallation } from '../../kernel/db/installation'
import type { Em } from '../../kernel/db/orm'
import { appendEntry } from '../../kernel/audit/append'
import { AccountEntity } from '../accounts/account.entity'
import { badName, isPlainName } from '../accounts/accounts'
import { hashPassword } from '../accounts/hashing'
import { refusePassword } from '../accounts/passwords'
import type { SetupInput } from './people.types'
import { HolderEntity } from '../organisation/holder.entity'
import { PersonEntity } from '../organisation/person.entity'
import { RoleGrantEntity } from '../organisation/role-grant.entity'

/** Codes that a first body begins with: its plan file may use them, and finds its people there. */
const ROOT_UNIT = 'ENTE'
const CONTROLLER = 'controllo-gestione'
const LONGEST_TEXT = 200

const alreadyDone: Refusal = refusal('ALREADY_SET_UP')

const isText = (text: string): boolean => text.trim().length > 0 && text.length <= LONGEST_TEXT && !/\p{Cc}/u.test(text)

function refuseInput({ bodyCode, bodyName, username, title }: SetupInput): Refusal | null {
  if (!isPlainName(bodyCode)) return badName('body')
  if (!isPlainName(username)) return badName('username')
  if (!isText(bodyName) || !isText(title)) return refusal('BAD_TEXT', { kind: 'body', limit: LONGEST_TEXT })
  return null
}

/** Makes the first body, its root unit, its controller and their account: once, and only where nothing is there. */
export async function setUp(em: Em, input: SetupInput, now: IsoInstant): Promise<Result<string, Refusal>> {
  const refusal = refuseInput(input)
  if (refusal) return err(refusal)
  // Asked before the password is judged: anybody may ask, and judging is work.
  if ((await em.count(BodyEntity)) > 0) return err(alreadyDone)
  const weak = await refusePassword(input.password, [input.username, input.bodyName, input.title])
  if (weak) return err(weak)
  const hash = await hashPassword(input.password)
  try {
    await em.fork().transactional(async (tx) => {
      await claimInstallation(tx, 'real')
      const body = tx.create(BodyEntity, { code: input.bodyCode, name: input.bodyName.trim() })
      const unit = tx.create(UnitEntity, { id: v7(), body, code: ROOT_UNIT, name: input.bodyName.trim() })
      const person = tx.create(PersonEntity, { id: v7(), body, code: CONTROLLER, title: input.title.trim() })
      const holder = tx.create(HolderEntity, { id: v7(), person, account: input.username })
      tx.create(RoleGrantEntity, { id: v7(), person, unit, role: 'controller' })
      tx.create(AccountEntity, { username: input.username, hash })
      await tx.flush()
      const actor = { body: input.bodyCode, person: CONTROLLER, holder: holder.id, at: now }
      const about = [itemAddress('people', CONTROLLER)]
      await appendEntry(tx as Em, [{ ...actor, action: 'setup', about, detail: { username: input.username } }])
    })
    return ok(input.username)
  } catch (error) {
    // Two first visits at once: the second finds the claim taken.
    if (error instanceof UniqueConstraintViolationException) return err(alreadyDone)
    throw error
  }
}
