import { BODY, sheetKey, SHEET, UNIT, VICTIM, YEAR } from '../stage/places'
import type { RootDoor } from './root'

const year = { body: BODY, year: YEAR }
const cell = { ...year, measure: sheetKey().measure, unit: UNIT, period: 2 }
const AT_HEAD = { nothing: 'the head office is no site and has none of its own' }
const none = () => ({})

/** Lists, asked of the victim's body and year; liars ask of everything, of other bodies, and from places made up. */
const listsOf = (lists: Readonly<Record<string, RootDoor['gives']>>): Readonly<Record<string, RootDoor>> =>
  Object.fromEntries(
    Object.entries(lists).map(([name, gives]): [string, RootDoor] => [
      `Query.${name}`,
      {
        gives,
        by: 'victim',
        asks: () => ({ filter: { bodies: [BODY], year: YEAR }, last: 200 }),
        lies: () => [
          { ask: { first: 200 } },
          { ask: { first: 200, filter: { year: YEAR }, order: 'place', descending: true } },
          { ask: { first: 200, after: 'x'.repeat(40) } },
          {
            ask: { filter: { bodies: ['ISR'] } },
            twin: { filter: { bodies: ['NESSUNO'] } },
            names: ['ISR', 'NESSUNO'],
          },
        ],
      },
    ]),
  )

/** Root fields that only read. */
export const QUERIES: Readonly<Record<string, RootDoor>> = {
  'Query.status': { gives: { nothing: 'it says what everybody may know before coming in' }, by: 'victim', asks: none },
  'Query.me': { gives: { nothing: 'it names the position of whoever asks' }, by: 'victim', asks: none },
  'Query.plan': {
    gives: ['title of an objective of the sheet', 'label of a measure of the sheet', 'name of a unit'],
    by: 'victim',
    asks: () => year,
    lies: () => [
      { ask: { ...year, asOf: '2020-09-05' } },
      { ask: { ...year, body: 'ISR' }, twin: { ...year, body: 'NESSUNO' }, names: ['ISR', 'NESSUNO'] },
    ],
  },
  'Query.tree': {
    gives: ['value of the sheet', 'value', 'title of an objective of the sheet'],
    by: 'manager',
    asks: () => year,
    lies: () => [{ ask: { ...year, asOf: '2020-09-05' } }],
  },
  'Query.history': {
    gives: ['value of the sheet', 'note of the sheet', 'name of a device', 'hash of a file of the sheet'],
    by: 'victim',
    asks: () => cell,
    lies: () => [{ ask: cell, twin: { ...cell, measure: 'PO-NESSUNO_1-a.num' } }, { ask: { ...cell, period: 1 } }],
  },
  ...listsOf({
    objectives: ['title of an objective of the sheet', 'title of an objective'],
    indicators: { nothing: 'no word of an indicator was planted; that of the sheet is told by its objective' },
    measures: ['label of a measure of the sheet'],
    benchmarks: { nothing: 'figures of other bodies, from outside' },
    values: ['value of the sheet', 'value'],
  }),
  'Query.siteStatus': { gives: AT_HEAD, by: 'controller', asks: none },
  'Query.siteRequest': { gives: AT_HEAD, by: 'controller', asks: none },
  'Query.sites': { gives: ['name of a site'], by: 'controller', asks: () => ({ body: BODY }) },
  'Query.planExport': { gives: ['title of an objective of the sheet'], by: 'controller', asks: () => year },
  'Query.people': {
    gives: ['mail of an account', 'title of a position', 'name of a holder'],
    by: 'controller',
    asks: () => ({ body: BODY }),
  },
  'Query.mySettings': {
    gives: ['mail of an account', 'name of a device', 'name of a browser', 'address of a calendar'],
    by: 'victim',
    asks: none,
  },
  'Query.notices': { gives: ['text of a notice', 'subject of a notice'], by: 'victim', asks: none },
  'Query.record': {
    gives: ['value of the sheet', 'note of the sheet'],
    by: 'evaluator',
    // What liars did and were refused stands there too, and is newer.
    asks: () => ({ body: BODY, person: VICTIM, outcome: 'done' }),
    lies: () => [
      { ask: { body: BODY } },
      { ask: { body: BODY, person: VICTIM }, twin: { body: BODY, person: 'nessuno' } },
      { ask: { body: BODY, about: `people/${VICTIM}`, outcome: 'done', before: 2_147_483_647 } },
      { ask: { body: '' } },
    ],
  },
  'Query.planLife': { gives: ['id of a version of the plan'], by: 'controller', asks: () => ({ body: BODY }) },
  'Query.sheetLives': {
    gives: ['remarks on the sheet', 'reason of a judgement'],
    by: 'manager',
    asks: () => year,
    lies: () => [{ ask: { body: SHEET, year: YEAR } }],
  },
  'Query.formerSheets': {
    gives: { nothing: 'nobody here has gone from a position: what it gives is tested where positions are handed over' },
    by: 'victim',
    asks: () => ({ year: YEAR }),
  },
}
