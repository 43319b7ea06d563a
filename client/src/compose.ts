import type { Refusal } from '@traguardo/shared/refusals'
import { ok, type Result } from '@traguardo/shared/result'
import type { App } from 'vue'
import { request } from './api/request'
import type { KnownPlan } from './offline/working-set'
import { sharedByPages } from './modules/given'
import { BOOT, createBoot } from './replica/boot'
import { createEvidence, EVIDENCE } from './replica/evidence'
import { PlanDocument } from './replica/plan.generated'
import { createReplica, REPLICA } from './replica/replica'
import { createSession, SESSION_HERE } from './replica/session'
import { createSync, LINE } from './replica/sync'
import { createScores, SCORES } from './scores/scores'

/** The plan file as this person may see it; null where nobody answered. */
async function fetchPlan(body: string, year: number): Promise<Result<KnownPlan, Refusal> | null> {
  const found = await request(PlanDocument, { body, year })
  if (!found?.ok) return found
  const { hash, document } = found.value
  return ok({ body, year, hash, document })
}

/** Makes what the pages live on: who is here, what lies on this device, its scores, the line. Nothing of it is begun yet. */
export function compose() {
  const who = createSession()
  const replica = createReplica({ today: who.today, fetchPlan })
  const scores = createScores(replica, who.today)
  const evidence = createEvidence(replica)
  const line = createSync({ who, replica, evidence })
  const boot = createBoot({ who, replica, line, warm: scores.ready })
  return {
    ...{ who, replica, scores, evidence, line, boot },
    install(app: App): void {
      app.provide(SESSION_HERE, who).provide(REPLICA, replica).provide(SCORES, scores)
      app.provide(EVIDENCE, evidence).provide(LINE, line).provide(BOOT, boot)
      app.use(sharedByPages)
    },
  }
}
