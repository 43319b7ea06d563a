import { VICTIM } from '../stage/places'
import type { RootDoor } from './root'
import { NO_ID } from './row'

const LATER = '2020-12-01'

/** Root fields about who holds a position: the door to everything that is the position's. */
export const HOLDER_MUTATIONS: Readonly<Record<string, RootDoor>> = {
  'Mutation.holderAdd': {
    gives: { nothing: 'of a position that somebody holds already it answers why not' },
    by: 'controller',
    asks: () => ({
      input: { person: 'nuova', name: 'Un nome', username: null, from: '2017-01-15', to: null, handOver: false },
    }),
    lies: (_stage, { username }) => [
      { ask: { input: { person: VICTIM, name: null, username, from: LATER, to: null, handOver: true } } },
      { ask: { input: { person: 'nuova', name: null, username, from: LATER, to: null, handOver: false } } },
    ],
  },
  'Mutation.holderBegin': {
    gives: ['name of a holder'],
    by: 'controller',
    asks: ({ planted }) => ({ id: planted.holder, firstDay: '2017-01-01' }),
    lies: ({ planted }) => [
      { ask: { id: planted.holder, firstDay: null }, twin: { id: NO_ID, firstDay: null } },
      { ask: { id: planted.victim, firstDay: '2020-09-05' }, twin: { id: NO_ID, firstDay: '2020-09-05' } },
    ],
  },
  'Mutation.holderEnd': {
    gives: ['name of a holder'],
    by: 'controller',
    asks: ({ planted }) => ({ id: planted.holder, lastDay: '2017-01-31' }),
    lies: ({ planted }) => [
      { ask: { id: planted.holder, lastDay: null }, twin: { id: NO_ID, lastDay: null } },
      { ask: { id: planted.victim, lastDay: '2020-09-05' }, twin: { id: NO_ID, lastDay: '2020-09-05' } },
    ],
  },
  'Mutation.holderName': {
    gives: ['name of a holder'],
    by: 'controller',
    asks: ({ planted }) => ({ id: planted.holder, name: planted.holderName }),
    lies: ({ planted }) => [{ ask: { id: planted.holder, name: 'Preso' }, twin: { id: NO_ID, name: 'Preso' } }],
  },
  'Mutation.holderRemove': {
    gives: { nothing: 'there is no holder of that id' },
    by: 'controller',
    asks: () => ({ id: NO_ID, reopen: true }),
    lies: ({ planted }) => [
      { ask: { id: planted.victim, reopen: false }, twin: { id: NO_ID, reopen: false } },
      { ask: { id: planted.holder, reopen: true }, twin: { id: NO_ID, reopen: true } },
    ],
  },
  'Mutation.holderErase': {
    gives: { nothing: 'there is no holder of that id' },
    by: 'controller',
    asks: () => ({ id: NO_ID, reason: 'richiesta' }),
    lies: ({ planted }) => [{ ask: { id: planted.holder, reason: 'preso' }, twin: { id: NO_ID, reason: 'preso' } }],
  },
}
