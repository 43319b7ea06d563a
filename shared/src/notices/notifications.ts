import {
  type Cell,
  itemAddress,
  type Plan,
  readAddress,
  readCellAddress,
  isObjectiveOrIndicator,
  sheetOf,
} from '../model'
import { holdsRole, isTopSheet, managesUnit, mayValidate, type Viewer } from '../people'
import { type Refusal, refusal, sayRefusal } from '../refusals'
import type { AuditEntry, ChainEntry, DoneEvent, OperationEvent } from '../record'
import { ANSWER_DAYS, SHEET_ANSWERS, type SheetStep } from '../sheets'
import { reviewIn } from '../sync'
import { formatDate } from '../values'
import type { Notification } from './reminders'

interface Words {
  readonly subject: string
  readonly text: string
  readonly link: string
  readonly who: readonly Viewer[]
}

interface Around {
  readonly plan: Plan
  readonly viewers: readonly Viewer[]
}

/** An entry of something that was done. */
type DoneEntry<E = DoneEvent | OperationEvent> = ChainEntry & E

const heads = (viewers: readonly Viewer[], unit: string) =>
  viewers.filter(({ roles }) => roles.some((one) => one.role === 'unit-head' && one.unit === unit))

function aboutCell(entry: DoneEntry, cell: Omit<Cell, 'body'>, { plan, viewers }: Around): Words | null {
  const { unit, year, period } = cell
  if (unit === null) return null
  const name = plan.units.find(({ code }) => code === unit)?.name ?? unit
  const label = plan.measures.find(({ code }) => code === cell.measure)?.label ?? cell.measure
  const link = `/rilevazione/${unit}/${year}/${period}`
  if (entry.action === 'sending.edit' && entry.detail.content)
    return {
      subject: `${name}: periodo inviato`,
      text: `«${name}» ha inviato il periodo ${period}/${year}: lo può validare.`,
      link,
      who: viewers.filter((viewer) => mayValidate(viewer, plan, unit) && !holdsRole(viewer, 'controller')),
    }
  const review = entry.action === 'review.edit' ? reviewIn(entry.detail.content ?? null) : null
  if (!review || review.state === 'confirmed') return null
  const isReopened = review.state === 'reopened'
  return {
    subject: isReopened ? `Riaperta: ${label}` : `Da rivedere: ${label}`,
    text: `${isReopened ? 'È stata riaperta' : 'È stata rimandata'} la misura «${label}» di «${name}» (${period}/${year}). Motivo: ${review.reason}`,
    link: '/misure',
    who: [...heads(viewers, unit), ...(isReopened ? viewers.filter((viewer) => holdsRole(viewer, 'controller')) : [])],
  }
}

const STEPS: Readonly<Record<`sheet.${SheetStep}`, string>> = {
  'sheet.assigned': 'Le sono stati assegnati gli obiettivi individuali: li legga.',
  'sheet.discussed': `La sua scheda è stata discussa: risponda entro ${ANSWER_DAYS} giorni.`,
  'sheet.accepted': 'La scheda è stata accettata.',
  'sheet.noted': 'Della scheda è stata presa visione.',
  'sheet.refused': 'La scheda non è stata accettata: legga perché.',
  'sheet.lapsed': 'Il termine per rispondere è passato: la scheda va avanti senza risposta.',
  'sheet.monitored': 'È stato fatto il monitoraggio di metà anno della scheda.',
  'sheet.proposed': 'L’OIV ha proposto la valutazione: ora decide l’organo di indirizzo.',
  'sheet.closed': 'La scheda è stata chiusa.',
}

const isAnswer = (action: keyof typeof STEPS): boolean => SHEET_ANSWERS.some((one) => action === `sheet.${one}`)

function aboutSheet(action: keyof typeof STEPS, address: string, { plan, viewers }: Around): Words | null {
  const sheet = sheetOf(plan, address)
  if (!sheet) return null
  const isTop = isTopSheet(plan, sheet)
  const isOwn = (viewer: Viewer) => viewer.person === sheet.person
  const isAbove = (viewer: Viewer) => (isTop ? holdsRole(viewer, 'evaluator') : managesUnit(viewer, plan, sheet))
  const isToDecide = (viewer: Viewer) => action === 'sheet.proposed' && holdsRole(viewer, 'governing-body')
  const who = viewers.filter(isAnswer(action) ? isAbove : (viewer) => isOwn(viewer) || isToDecide(viewer))
  return { subject: `Scheda ${sheet.title}`, text: STEPS[action], link: '/obiettivi', who }
}

const ROLE_NAMES: Readonly<Record<string, string>> = {
  'unit-head': 'responsabile di unità',
  manager: 'dirigente o P.O.',
  controller: 'controllo di gestione',
  evaluator: 'OIV',
  'governing-body': 'organi',
}

/** Tells the evaluators of a role that somebody gave to the own position: somebody else has to know [RI28]. */
function aboutOwnGrant(
  { person, about, detail }: DoneEntry<DoneEvent<'grant.give'>>,
  { plan, viewers }: Around,
): Words | null {
  if (person === '' || about[0] !== itemAddress('people', person)) return null
  const { role, unit } = detail
  const title = plan.people.find(({ code }) => code === person)?.title ?? person
  const name = plan.units.find(({ code }) => code === unit)?.name ?? unit
  return {
    subject: 'Un ruolo dato a sé stessi',
    text: `«${title}» si è dato il ruolo «${ROLE_NAMES[role] ?? role}» per «${name}».`,
    link: `/registro?su=people/${person}`,
    who: viewers.filter((viewer) => holdsRole(viewer, 'evaluator')),
  }
}

/** Troubles between a remote site and the head office, by code, as the controllers are told. */
export const SITE_TROUBLES: Readonly<Record<string, Refusal>> = Object.fromEntries(
  (
    [
      'SITE_CLONED',
      'SITE_CLOCK',
      'SITE_EPOCH',
      'SITE_STANDS_STILL',
      'SITE_DISK_FULL',
      'OFFICE_DISK_FULL',
      'SITE_FILES_REFUSED',
      'SITE_STORAGE_DOWN',
      'OFFICE_ODD',
    ] as const
  ).map((code) => [code, refusal(code, { kind: 'office' })]),
)

/** Of these, values go on. */
const OF_FILES: readonly string[] = ['OFFICE_DISK_FULL', 'SITE_FILES_REFUSED', 'SITE_STORAGE_DOWN']

function aboutSite({ detail }: DoneEntry<DoneEvent<'site.trouble'>>, { viewers }: Around): Words | null {
  const { name, code } = detail
  const trouble = SITE_TROUBLES[code ?? '']
  if (!trouble) return null
  const text = sayRefusal(trouble, 'it')
  const who = viewers.filter((viewer) => holdsRole(viewer, 'controller'))
  const what = OF_FILES.includes(code ?? '') ? 'allegati fermi' : 'scambi fermi'
  return { subject: `Sede «${name}»: ${what}`, text, link: '/sedi', who }
}

/** Tells whoever enters for a unit that somebody asks for what is missing. */
function aboutReminder({ about, detail }: DoneEntry<DoneEvent<'reminder.send'>>, { plan, viewers }: Around): Words {
  const [unit = ''] = about.map((one) => readAddress(one).code)
  const { name, missing, deadline } = detail
  const of = plan.units.find(({ code }) => code === unit)?.name ?? unit
  const count = missing === 1 ? 'manca una misura' : `mancano ${missing} misure`
  return {
    subject: `Sollecito: ${name}`,
    text: `Per «${of}» ${count} del ${name}; la scadenza è il ${formatDate(deadline)}.`,
    link: '/misure',
    who: heads(viewers, unit),
  }
}

const isStep = (entry: DoneEntry): entry is DoneEntry<DoneEvent<keyof typeof STEPS>> => entry.action in STEPS

function wordsOf(entry: DoneEntry, around: Around): Words | null {
  const cell = readCellAddress(entry.about[0] ?? '')
  if (cell) return aboutCell(entry, cell, around)
  const { viewers, plan } = around
  switch (entry.action) {
    case 'report.send':
      return {
        subject: 'Relazione di monitoraggio',
        text: 'È stata trasmessa la relazione sul periodo: la può leggere nell’albero della performance.',
        link: '/albero',
        who: viewers.filter((viewer) => holdsRole(viewer, 'governing-body', 'evaluator')),
      }
    case 'plan.adopt':
      return {
        subject: 'Piano aggiornato',
        text: 'È in vigore una nuova versione del piano: guardi che cosa è cambiato.',
        link: '/piano/vita',
        who: viewers.filter((viewer) => holdsRole(viewer, 'unit-head', 'manager', 'evaluator')),
      }
    case 'grant.give':
      return aboutOwnGrant(entry, around)
    case 'judgement.ask': {
      const sheet = sheetOf(plan, entry.about[0] ?? '')
      return {
        subject: 'Punteggio a mano da decidere',
        text:
          !sheet && isObjectiveOrIndicator(plan, entry.about[0] ?? '')
            ? 'È stato chiesto un punteggio a mano su un obiettivo dell’ente.'
            : `È stato chiesto un punteggio a mano nella scheda «${sheet?.title ?? ''}».`,
        link: '/obiettivi',
        who: viewers.filter(
          (viewer) =>
            viewer.person !== sheet?.person &&
            (sheet && isTopSheet(plan, sheet)
              ? holdsRole(viewer, 'governing-body')
              : holdsRole(viewer, 'controller', 'evaluator')),
        ),
      }
    }
    case 'reminder.send':
      return aboutReminder(entry, around)
    case 'site.trouble':
      return aboutSite(entry, around)
    default:
      return isStep(entry) ? aboutSheet(entry.action, entry.about[0] ?? '', around) : null
  }
}

/** Returns the notifications that an entry of the audit log causes, one for each recipient [NO3, NO4]. */
export function notificationsFor(entry: AuditEntry, around: Around): readonly Notification[] {
  if (entry.outcome === 'refused') return []
  const words = wordsOf(entry, around)
  if (!words) return []
  const { subject, text, link, who } = words
  // The sheet of whoever held the position before is not told to whoever holds it now [RI72].
  const own = isStep(entry) ? sheetOf(around.plan, entry.about[0] ?? '')?.person : undefined
  const holder = isStep(entry) ? (entry.detail.holder ?? null) : null
  const people = new Set(who.map(({ person }) => person).filter((person) => person !== entry.person))
  return [...people].map((person) => ({
    person,
    ...(person === own ? { holder } : {}),
    key: `record/${entry.seq}`,
    kind: entry.action,
    subject,
    text,
    link,
  }))
}

/** Kinds that go out by mail whatever the person chose: the law wants them told [NO5]. */
export const LEGAL_KINDS: readonly string[] = ['sheet.assigned', 'report.send']

/** Kinds that tell of an account: by mail at once, whatever was chosen, also where somebody who is signed in as that person has read them [RI21]. */
export const ACCOUNT_KINDS: readonly string[] = ['device', 'delay', 'password', 'totp-on', 'totp-off', 'oidc'].map(
  (kind) => `account.${kind}`,
)
