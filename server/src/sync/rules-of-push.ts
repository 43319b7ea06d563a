import { romeDay } from '@traguardo/shared/calendar'
import { type IsoDate, plainText } from '@traguardo/shared/model'
import type { ViewingHolder } from '@traguardo/shared/people'
import {
  excuses,
  judgeOperation,
  type Operation,
  readsOf,
  type ReceivePorts,
  type Verdict,
} from '@traguardo/shared/sync'
import { v7 } from 'uuid'
import { hashOfToken, tokenOf } from '../identity/accounts/devices/cookie'
import type { SignedInContext } from '../identity/organisation/signed-in'
import { evidenceOfPush } from './evidence/evidence-of-push'
import { noPlan } from '../kernel/no-plan'
import { seenBy } from '../plans/seen-by'
import { receiptsOf } from './read-push'
import { inForce, type Plans, scopeOf, viewFor } from './scopes'

declare module '../kernel/context' {
  interface AppPorts {
    /** Operations were decided: they are counted, where anybody may read the counts. */
    decided(verdicts: readonly Verdict[]): void
  }
}

/** Characters of what a device calls itself, at most. */
const LONGEST_NAME = 80

/**
 * Judges operations by the plan in force in their year, as their person may see it [SY14].
 * @param viewerOf the rights that a person has now; undefined for somebody who has none here
 */
export const judgeBy = (
  plans: Plans,
  today: IsoDate,
  viewerOf: (person: string) => ViewingHolder | undefined,
): Pick<ReceivePorts, 'judge' | 'excuses' | 'readsOf'> => {
  const seen = ({ key, person }: Operation) => {
    const plan = inForce(plans, key.year)
    const viewer = viewerOf(person)
    return plan && viewer ? { plan: seenBy(plan, viewer, key.year).plan, viewer } : null
  }
  return {
    judge(operation, standing) {
      const known = seen(operation)
      return known ? judgeOperation(operation, { ...known, today, standing }) : noPlan(operation.key.year)
    },
    excuses(operation, head) {
      const known = seen(operation)
      return known !== null && excuses(operation, head, { ...known, today })
    },
    readsOf(operation) {
      const known = seen(operation)
      return known ? readsOf(operation, known.plan) : []
    },
  }
}

/** The rules by which a push of this person is judged now: every year by the plan in force, as the person may see it. */
export async function rulesOfPush(
  { app, em, viewer, request }: SignedInContext,
  operations: readonly Operation[],
  device: string | null,
): Promise<ReceivePorts> {
  const now = app.clock.now(viewer.body)
  const plans = await app.plans.all(em, viewer.body)
  return {
    now,
    provisional: app.site !== null,
    view: viewFor(plans, viewer),
    // The tray is of whoever holds the position today: they go on with what waits there [RI66].
    persons: viewer.holds ? [viewer.person] : [],
    bearer: {
      // A device of whoever holds the position no more is none of the position's.
      person: viewer.holds ? viewer.person : null,
      credential: hashOfToken(tokenOf(request) ?? ''),
      name: device === null ? null : plainText(device).slice(0, LONGEST_NAME),
      receiver: app.site?.credential.id ?? null,
    },
    receipts: receiptsOf(app.keyring, `person/${viewer.person}`),
    mayBring: (operation) => operation.person === viewer.person,
    ...judgeBy(plans, romeDay(now), () => viewer),
    scopeOf: (key) => scopeOf(plans, key),
    ...(await evidenceOfPush({ em, store: app.evidence }, { body: viewer.body, via: '' }, operations)),
    newId: v7,
  }
}
