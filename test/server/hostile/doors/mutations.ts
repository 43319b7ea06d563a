import { createHash } from 'node:crypto'
import { envelope, siteRequest } from '../wire/envelope'
import { push } from '../wire/sync'
import { BODY, SHEET, VICTIM, YEAR } from '../stage/places'
import { plantedPlan } from '../stage/plant'
import { Canaries } from '../stage/canaries'
import { NODES } from '../stage/stage'
import type { RootDoor } from './root'
import { NO_HASH, NO_ID } from './row'

const DONE = { nothing: 'it answers only that it was done' }
const AT_HEAD = { nothing: 'the head office is no site' }
const none = () => ({})
const NEUTRALISED = {
  ...{ year: YEAR, periods: [], from: '2020-09-01', reason: 'sede chiusa' },
  act: { organ: 'OIV', number: '1', date: '2020-09-01' },
}
const username = `${VICTIM}.${BODY.toLowerCase()}`
const deviceOf = (node: string): string => createHash('sha256').update(node).digest('hex')
const span = { firstYear: 2016, lastYear: 2021 }
const WRONG = 'non è la password giusta 1'

/** Root fields about whoever asks: account, session, devices, notices. */
export const OWN_MUTATIONS: Readonly<Record<string, RootDoor>> = {
  'Mutation.signInConfirm': {
    gives: { nothing: 'without the sealed cookie of an identity it opens nothing' },
    by: 'victim',
    asks: () => ({ code: '123456' }),
  },
  'Mutation.passwordForgotten': {
    gives: DONE,
    by: 'victim',
    asks: () => ({ username: 'nessuno' }),
    lies: () => [{ ask: { username }, twin: { username: 'nessuno.nessuno' }, names: [username, 'nessuno.nessuno'] }],
    leaves: ['account_link'],
  },
  'Mutation.passwordSet': {
    gives: DONE,
    by: 'victim',
    asks: () => ({ token: 'nessuno', password: 'quattro cavalli e un ombrello' }),
    lies: ({ planted }) =>
      [planted.session, planted.feed, ''].map((token) => ({
        ask: { token, password: 'quattro cavalli e un ombrello' },
        twin: { token: NO_HASH, password: 'quattro cavalli e un ombrello' },
      })),
  },
  'Mutation.passwordChange': {
    gives: DONE,
    by: 'victim',
    asks: () => ({ current: WRONG, password: 'quattro cavalli e un ombrello' }),
    costly: true,
  },
  'Mutation.totpBegin': {
    gives: { nothing: 'a secret is made anew for whoever asks' },
    by: 'manager',
    asks: () => ({ password: WRONG }),
    costly: true,
  },
  'Mutation.sessionConfirm': {
    gives: DONE,
    by: 'manager',
    asks: () => ({ password: WRONG, code: null }),
    costly: true,
  },
  'Mutation.recoveryRenew': {
    gives: { nothing: 'codes are made anew for whoever asks' },
    by: 'manager',
    asks: () => ({ password: WRONG }),
    costly: true,
  },
  'Mutation.feedRenew': { gives: { nothing: 'an address is made anew for whoever asks' }, by: 'manager', asks: none },
  'Mutation.totpConfirm': { gives: DONE, by: 'manager', asks: () => ({ code: '000000' }) },
  'Mutation.totpEnd': { gives: DONE, by: 'manager', asks: () => ({ password: WRONG }), costly: true },
  'Mutation.sessionRevoke': {
    gives: DONE,
    by: 'victim',
    asks: () => ({ id: NO_HASH }),
    lies: ({ planted }) => [{ ask: { id: planted.session }, twin: { id: NO_HASH } }],
  },
  'Mutation.deviceRevoke': {
    gives: DONE,
    by: 'victim',
    asks: () => ({ id: NO_HASH }),
    lies: () => [{ ask: { id: deviceOf(NODES.victim) }, twin: { id: NO_HASH } }],
  },
  'Mutation.mySettingsSave': {
    gives: ['mail of an account'],
    by: 'victim',
    asks: () => ({ input: { mail: 'daily' } }),
  },
  'Mutation.noticesRead': {
    gives: ['text of a notice'],
    by: 'victim',
    asks: () => ({ ids: [] }),
    lies: ({ planted }) => [{ ask: { ids: [planted.notice] }, twin: { ids: [NO_ID] } }],
  },
  'Mutation.pushSubscribe': {
    gives: DONE,
    by: 'victim',
    asks: ({ planted }) => ({ input: planted.browser }),
    lies: ({ planted }) => [{ ask: { input: { ...planted.browser, auth: 'altro', p256dh: 'altro' } } }],
  },
  'Mutation.pushUnsubscribe': {
    gives: DONE,
    by: 'victim',
    asks: () => ({ endpoint: 'https://push.example/nessuno' }),
    lies: ({ planted }) => [
      { ask: { endpoint: planted.browser.endpoint }, twin: { endpoint: 'https://push.example/nessuno' } },
    ],
  },
  'Mutation.bodySwitch': {
    gives: { nothing: 'it names the position of whoever asks' },
    by: 'victim',
    asks: () => ({ to: BODY }),
    lies: () => [{ ask: { to: 'ISR' }, twin: { to: 'NESSUNO' }, names: ['ISR', 'NESSUNO'] }],
    instead: true,
  },
}

/** Root fields of who runs the body: people, sites, calendar. */
export const OFFICE_MUTATIONS: Readonly<Record<string, RootDoor>> = {
  'Mutation.personSave': {
    gives: ['mail of an account', 'title of a position'],
    by: 'controller',
    asks: ({ planted }) => ({ code: 'nuova', title: planted.position }),
    lies: () => [{ ask: { code: VICTIM, title: 'Preso' } }, { ask: { code: 'nuova', title: 'Preso' } }],
    instead: true,
  },
  'Mutation.grantGive': {
    gives: ['mail of an account'],
    by: 'controller',
    asks: () => ({
      input: { person: 'nuova', role: 'unit-head', unit: 'U-OCC', from: '2018-01-01', to: '2018-01-02', deputy: false },
    }),
    lies: (_stage, { person }) => [
      { ask: { input: { person, role: 'controller', unit: 'ENTE', from: null, to: null, deputy: false } } },
    ],
  },
  'Mutation.grantEnd': {
    gives: ['mail of an account'],
    by: 'controller',
    asks: ({ planted }) => ({ id: planted.newGrant, lastDay: '2017-01-02' }),
    lies: ({ planted }) => [
      { ask: { id: planted.grant, lastDay: '2020-01-01' }, twin: { id: NO_ID, lastDay: '2020-01-01' } },
    ],
  },
  'Mutation.accountInvite': {
    gives: { nothing: 'the letter goes to whom it is for' },
    by: 'controller',
    asks: () => ({ person: 'seconda', username: 'seconda.cciaa-mt', email: 'seconda@ente.it' }),
    lies: ({ planted }) => [
      { ask: { person: VICTIM, username, email: 'ladro@evil.example' } },
      { ask: { person: VICTIM, username: 'ladro', email: 'ladro@evil.example' } },
      {
        ask: { person: VICTIM, holder: planted.victim, username: 'ladro', email: 'ladro@evil.example' },
        twin: { person: VICTIM, holder: NO_ID, username: 'ladro', email: 'ladro@evil.example' },
      },
    ],
  },
  'Mutation.accountSwitch': {
    gives: ['mail of an account'],
    by: 'controller',
    asks: () => ({ username, on: true }),
    lies: () => [
      { ask: { username, on: false }, twin: { username: 'nessuno', on: false }, names: [username, 'nessuno'] },
    ],
  },
  'Mutation.accountUnlink': {
    gives: ['title of a position'],
    by: 'controller',
    asks: () => ({ person: 'seconda' }),
    // Not the victim: of that name there is somebody in the liar's own body by now.
    lies: () => [{ ask: { person: 'po-prom' }, twin: { person: 'nessuno' }, names: ['po-prom', 'nessuno'] }],
    instead: true,
  },
  'Mutation.factorEnd': {
    gives: DONE,
    by: 'controller',
    asks: () => ({ username, reason: 'perso il telefono' }),
    lies: () => [
      {
        ask: { username, reason: 'preso' },
        twin: { username: 'nessuno', reason: 'preso' },
        names: [username, 'nessuno'],
      },
    ],
  },
  'Mutation.calendarSave': {
    gives: DONE,
    by: 'controller',
    asks: () => {
      const calendar = {
        division: 'semestri',
        entryDays: 1,
        workingDays: false,
        reminderDays: [],
        spans: [],
        exceptions: [],
      }
      return { year: YEAR, seen: calendar, input: calendar }
    },
  },
  'Mutation.yearClose': { gives: DONE, by: 'controller', asks: () => ({ year: YEAR }) },
  'Mutation.yearValidate': { gives: DONE, by: 'evaluator', asks: () => ({ year: YEAR }) },
  'Mutation.neutralise': {
    gives: DONE,
    by: 'evaluator',
    asks: () => ({ ...NEUTRALISED, about: 'objectives/1' }),
    lies: () => [
      {
        ask: { ...NEUTRALISED, about: 'objectives/PO-ANAG_1' },
        twin: { ...NEUTRALISED, about: 'objectives/PO-NESSUNO_1' },
      },
    ],
  },
  'Mutation.neutralisationRevoke': {
    gives: DONE,
    by: 'controller',
    asks: () => ({ year: YEAR, id: NO_ID }),
  },
  'Mutation.reminderSend': { gives: DONE, by: 'controller', asks: () => ({ year: YEAR, period: 1, unit: 'RI' }) },
  'Mutation.reportSend': { gives: DONE, by: 'controller', asks: () => ({ year: YEAR, period: 1 }) },
  'Mutation.siteCreate': {
    gives: { nothing: 'a credential is made anew for whoever asks' },
    by: 'controller',
    asks: () => ({ body: BODY, name: 'Altra sede', units: ['U-OCC'], head: 'https://traguardo.ente.it' }),
  },
  'Mutation.siteChange': {
    gives: DONE,
    by: 'controller',
    asks: ({ sites }) => ({ body: BODY, id: sites.revoked.id, name: 'Altra sede', units: ['U-OCC'] }),
    lies: ({ sites }) => [
      {
        ask: { body: BODY, id: sites.live.id, name: 'Mia', units: ['U-OCC'] },
        twin: { body: BODY, id: NO_ID, name: 'Mia', units: ['U-OCC'] },
      },
      { ask: { body: BODY, id: sites.live.id, name: '', units: [] } },
    ],
  },
  'Mutation.siteRevoke': {
    gives: DONE,
    by: 'controller',
    asks: () => ({ body: BODY, id: NO_ID }),
    lies: ({ sites }) => [{ ask: { body: BODY, id: sites.live.id }, twin: { body: BODY, id: NO_ID } }],
  },
  'Mutation.siteExchange': {
    gives: { nothing: 'only a site can open what it is answered: see the fields of the envelope' },
    by: 'controller',
    asks: ({ sites }) => ({ envelope: envelope(sites.live, siteRequest(sites.live), { from: sites.other.id }) }),
    lies: ({ sites }) => [{ ask: { envelope: '' } }, { ask: { envelope: `${sites.live.id}.....` } }],
  },
  'Mutation.siteSync': { gives: AT_HEAD, by: 'controller', asks: none },
  'Mutation.siteTake': { gives: AT_HEAD, by: 'controller', asks: () => ({ envelope: 'x' }) },
}

/** Root fields of the plan and the sheets. */
export const PLAN_MUTATIONS: Readonly<Record<string, RootDoor>> = {
  'Mutation.draftBegin': {
    gives: ['title of a draft'],
    by: 'controller',
    asks: () => ({ ...span, forNextYears: false }),
    lies: () => [{ ask: { ...span, forNextYears: true } }],
  },
  'Mutation.draftSave': {
    gives: ['title of a draft'],
    by: 'controller',
    asks: ({ planted }) => ({ seen: planted.draft, document: planted.document }),
    lies: ({ planted }) => [
      { ask: { seen: planted.draft, document: { ...planted.document, title: 'preso' } } },
      { ask: { seen: '', document: null } },
    ],
  },
  'Mutation.draftDiscard': {
    gives: DONE,
    by: 'controller',
    asks: () => ({ firstYear: 1, lastYear: 2 }),
    lies: () => [{ ask: span, twin: { firstYear: 3, lastYear: 4 } }],
  },
  'Mutation.planAdopt': {
    gives: DONE,
    by: 'controller',
    asks: () => ({ firstYear: 1, lastYear: 2, seen: '', act: { organ: 'Giunta', number: '1', date: '2020-09-01' } }),
    lies: ({ planted }) => [
      { ask: { ...span, seen: planted.draft, act: { organ: 'Giunta', number: '1', date: '2020-09-01' } } },
    ],
  },
  'Mutation.planImport': {
    gives: { nothing: 'it counts what the importer sent' },
    by: 'controller',
    asks: () => ({ text: '{}' }),
    lies: () => [{ ask: { text: plantedPlan(new Canaries()) } }],
  },
  'Mutation.sheetStep': {
    gives: ['remarks on the sheet', 'reason of a judgement'],
    by: 'manager',
    asks: () => ({ year: YEAR, sheet: SHEET, step: 'assigned', remarks: '' }),
    lies: () =>
      ['assigned', 'accepted', 'closed', 'nessuno'].map((step) => ({
        ask: { year: YEAR, sheet: SHEET, step, remarks: 'preso' },
        twin: { year: YEAR, sheet: 'PO-NESSUNO', step, remarks: 'preso' },
        names: [SHEET, 'PO-NESSUNO'],
      })),
  },
  'Mutation.judgementAsk': {
    gives: { nothing: 'the methodology of this body knows no scores by hand' },
    by: 'manager',
    asks: () => ({ year: YEAR, about: `sheets/${SHEET}`, score: 100, reason: 'preso' }),
    lies: () => [
      {
        ask: { year: YEAR, about: `sheets/${SHEET}`, score: 100, reason: 'preso' },
        twin: { year: YEAR, about: 'sheets/PO-NESSUNO', score: 100, reason: 'preso' },
      },
      { ask: { year: YEAR, about: 'objectives/PO-ANAG_1', score: -1, reason: '' } },
    ],
  },
  'Mutation.judgementDecide': {
    gives: ['reason of a judgement', 'remarks on the sheet'],
    by: 'evaluator',
    asks: ({ planted }) => ({ id: planted.judgement, approve: true, answer: 'sì' }),
    lies: ({ planted }) => [
      {
        ask: { id: planted.judgement, approve: false, answer: 'preso' },
        twin: { id: NO_ID, approve: false, answer: 'preso' },
      },
    ],
  },
  'Mutation.sync': {
    gives: ['value of the sheet', 'note of the sheet', 'note in the tray', 'hash of a file of the sheet'],
    by: 'victim',
    asks: () => ({ push: push(BODY, NODES.victim) }),
    lies: (_stage, { person }) => [
      { ask: { push: push(BODY, `altro-${person}`) } },
      {
        ask: { push: push('ISR', `altro-${person}`) },
        twin: { push: push('NESSUNO', `altro-${person}`) },
        names: ['ISR', 'NESSUNO'],
      },
    ],
  },
}

/** Root fields that may end the session of whoever asks: asked last. */
export const LAST_MUTATIONS: Readonly<Record<string, RootDoor>> = {
  'Mutation.setup': {
    gives: { nothing: 'it makes the first body of an empty installation' },
    by: 'victim',
    costly: true,
    asks: () => ({
      input: {
        bodyCode: 'PRESO',
        bodyName: 'Preso',
        username: 'ladro',
        password: 'quattro cavalli e un ombrello',
        title: 'Ladro',
      },
    }),
  },
  'Mutation.signIn': {
    gives: { nothing: 'a session is made anew for whoever comes in' },
    by: 'victim',
    asks: () => ({ username: 'nessuno', password: WRONG }),
    lies: () => [
      { ask: { username, password: WRONG }, twin: { username: 'nessuno.nessuno', password: WRONG } },
      {
        ask: { username: 'po-inn.cciaa-mt', password: 'Traguardo-2021' },
        twin: { username: 'nessuno', password: WRONG },
      },
    ],
    costly: true,
  },
  'Mutation.signOut': { gives: DONE, by: 'manager', asks: none, ends: true },
}
