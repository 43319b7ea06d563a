import { type Plan, readAddress, type Refusal, type Sheet } from '../model'
import { holdsRole, manages, type Viewer } from '../people'
import { refusal } from '../result'

/** Percent points of a score at most. */
const HIGHEST = 100

/** The sheet that something of a plan hangs on; null for what is not of a sheet. */
export function sheetOf(plan: Plan, about: string): Sheet | null {
  const { list, code } = readAddress(about)
  const objective =
    list === 'indicators'
      ? plan.indicators.find((one) => one.code === code)?.objective
      : list === 'objectives'
        ? code
        : null
  const sheet = list === 'sheets' ? code : plan.objectives.find((one) => one.code === objective)?.sheet
  return plan.sheets.find((one) => one.code === sheet) ?? null
}

/** May the viewer ask for this score by hand? [IS3] */
export function refuseAsking(
  viewer: Viewer,
  plan: Plan,
  asked: { readonly about: string; readonly score: number; readonly reason: string; readonly allowed: boolean },
): Refusal | null {
  const sheet = sheetOf(plan, asked.about)
  if (!sheet)
    return refusal('NOT_ON_A_SHEET', 'Un punteggio a mano si dà solo a ciò che sta in una scheda individuale.')
  if (sheet.person === viewer.person || !(holdsRole(viewer, 'evaluator') || manages(viewer, plan, sheet)))
    return refusal('NOT_YOUR_SHEET', 'Il punteggio a mano lo chiede il dirigente sovraordinato o l’OIV.')
  if (!asked.allowed) return refusal('POLICY_FORBIDS', 'La metodologia di quest’anno non prevede punteggi a mano.')
  if (!Number.isFinite(asked.score) || asked.score < 0 || asked.score > HIGHEST)
    return refusal('BAD_SCORE', 'Il punteggio va da 0 a 100.')
  return asked.reason.trim() === '' ? refusal('REASON_MISSING', 'Scriva il motivo: resta accanto al punteggio.') : null
}

/** May the viewer approve or refuse a score by hand that somebody asked for? [IS3] */
export function refuseDeciding(
  viewer: Viewer,
  plan: Plan,
  asked: { readonly about: string; readonly by: string },
): Refusal | null {
  if (!holdsRole(viewer, 'controller', 'evaluator'))
    return refusal('NOT_YOUR_DECISION', 'Sui punteggi a mano decide il controllo di gestione o l’OIV.')
  const isInvolved = asked.by === viewer.person || sheetOf(plan, asked.about)?.person === viewer.person
  return isInvolved
    ? refusal('OWN_REQUEST', 'Chi ha chiesto il punteggio, o ne è oggetto, non può decidere: lo fa un’altra persona.')
    : null
}
