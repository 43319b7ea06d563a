import { openPeriod, periodsOf } from '../calendar'
import type { IsoDate, Measure, Plan, Refusal } from '../model'
import { maySettleLate, unitsEnteredBy, type Viewer } from '../people'
import { fitsMeasure, formatDate } from '../values'
import { LONGEST_NOTE, parseContent } from './content'
import type { Operation, RegisterKey } from './operation'

/** What the head office knows when it judges: the plan as its person may see it, who it is, and the day in Rome. */
export interface JudgeContext {
  readonly plan: Plan
  readonly viewer: Viewer
  readonly today: IsoDate
}

const refusal = (code: string, message: string): Refusal => ({ code, message })

function periodClosed(key: RegisterKey, today: IsoDate): Refusal | null {
  const open = openPeriod(today)
  if (open?.year === key.year && open.number === key.period) return null
  const period = periodsOf(key.year).find(({ number }) => number === key.period)
  if (!period) return refusal('UNKNOWN_PERIOD', 'Il periodo non esiste nel calendario di questo ente.')
  return today < period.opens
    ? refusal('PERIOD_CLOSED', `Il ${period.name} si apre il ${formatDate(period.opens)}: riprovi da quel giorno.`)
    : refusal(
        'PERIOD_CLOSED',
        `Il ${period.name} si è chiuso il ${formatDate(period.deadline)}: chieda al controllo di gestione di riaprirlo.`,
      )
}

function notYours(measure: Measure, key: RegisterKey, { plan, viewer }: JudgeContext): Refusal | null {
  if (measure.entry.by !== 'units' || key.unit === null || !measure.entry.units.includes(key.unit))
    return refusal('NOT_ENTERED_HERE', `«${measure.label}» non si inserisce per questa unità.`)
  if (unitsEnteredBy(viewer, plan).includes(key.unit)) return null
  return refusal(
    'NOT_YOUR_UNIT',
    'I valori di questa unità li inserisce il suo responsabile: si rivolga a lui o a lei.',
  )
}

/** A manager's answer to a late value needs its reason, and the unit has to be below the manager [SY25]. */
function judgeAnswer({ key, decision }: Operation, { plan, viewer }: JudgeContext): Refusal | null {
  if (key.unit === null || !maySettleLate(viewer, plan, key.unit))
    return refusal('NOT_YOUR_DECISION', 'Sui valori in ritardo di questa unità decide il suo dirigente.')
  const reason = decision?.reason.trim() ?? ''
  if (reason === '')
    return refusal('REASON_MISSING', 'Scriva il motivo della decisione: resta nella storia del valore.')
  return reason.length <= LONGEST_NOTE
    ? null
    : refusal('NOTE_TOO_LONG', `Il motivo supera ${LONGEST_NOTE} caratteri: lo accorci.`)
}

/** May this operation be applied? Null, or the refusal. The rule of phone, site and head office [SY14]. */
export function judgeOperation(operation: Operation, context: JudgeContext): Refusal | null {
  const { key, kind } = operation
  const measure = context.plan.measures.find(({ code }) => code === key.measure)
  if (key.body !== context.plan.body.code || !measure)
    return refusal('UNKNOWN_MEASURE', `La misura «${key.measure}» non è nel piano: ricarichi la pagina.`)
  if (kind === 'accept' || kind === 'decline') return judgeAnswer(operation, context)
  const barred = notYours(measure, key, context) ?? periodClosed(key, context.today)
  if (barred) return barred
  const content = parseContent(key.field, operation.content)
  if (!content.ok) return content.error
  if (content.value === null || typeof content.value === 'string' || content.value.type === 'evidence') return null
  const fits = fitsMeasure(content.value, measure)
  return fits.ok ? null : fits.error
}
