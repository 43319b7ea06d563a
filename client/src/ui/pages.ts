import { holdsRole, mayAsk, type ApiField, type Viewer } from '@traguardo/shared/people'
import type titles from '../modules/words.it.json'
import type { IconName } from './icons'

/** A page that somebody may open from the menu. */
export interface PageLink {
  readonly to: string
  /** Key of its title. */
  readonly title: keyof typeof titles.title
  readonly icon: IconName
  readonly group: PageGroup
}

/** Groups of the rail, in their order: what one works at, what one runs, what explains; the frame itself leads to the rest. */
export const PAGE_GROUPS = ['work', 'run', 'explain'] as const
type PageGroup = (typeof PAGE_GROUPS)[number] | 'frame'

/** Data that the device holds for the viewer. */
interface Held {
  /** Is there anything to sort out? */
  readonly tray: boolean
  /** An own sheet. */
  readonly sheet: boolean
}

/** A page that the bar may lead to has a short name too. */
interface BarLink extends PageLink {
  readonly title: 'collection' | 'dashboard' | 'menu' | 'objectives' | 'tray' | 'tree' | 'values'
}

/** Page with the viewers who may use it, and those who find it in the bar of every page. */
type Page = { readonly when: (viewer: Viewer) => boolean } & (
  (BarLink & { readonly bar: (viewer: Viewer, held: Held) => boolean }) | (PageLink & { readonly bar?: never })
)

const asks = (operation: ApiField) => (viewer: Viewer) => mayAsk(viewer, operation)

const entersValues = (viewer: Viewer) => holdsRole(viewer, 'unit-head')
const followsCollection = (viewer: Viewer) => holdsRole(viewer, 'manager', 'controller', 'evaluator')
const everybody = () => true

const PAGES: readonly Page[] = [
  { to: '/misure', title: 'values', icon: 'pencil', group: 'work', when: entersValues, bar: entersValues },
  {
    to: '/cruscotto',
    title: 'dashboard',
    icon: 'dashboard',
    group: 'work',
    when: everybody,
    bar: (viewer) => !entersValues(viewer),
  },
  {
    to: '/rilevazione',
    title: 'collection',
    icon: 'check',
    group: 'work',
    when: followsCollection,
    bar: (viewer) => followsCollection(viewer) && !entersValues(viewer),
  },
  { to: '/albero', title: 'tree', icon: 'tree', group: 'work', when: everybody, bar: everybody },
  {
    to: '/obiettivi',
    title: 'objectives',
    icon: 'star',
    group: 'work',
    when: everybody,
    bar: (viewer, { sheet }) => followsCollection(viewer) || sheet,
  },
  {
    to: '/sistemare',
    title: 'tray',
    icon: 'tool',
    group: 'work',
    when: (viewer) => holdsRole(viewer, 'unit-head', 'manager'),
    bar: (viewer, { tray }) => entersValues(viewer) || tray,
  },
  { to: '/avvisi', title: 'notices', icon: 'mail', group: 'frame', when: asks('Query.notices') },
  { to: '/piano/vita', title: 'life', icon: 'clock', group: 'run', when: asks('Query.planLife') },
  { to: '/calendario', title: 'calendar', icon: 'calendar', group: 'run', when: asks('Mutation.calendarSave') },
  { to: '/persone', title: 'staff', icon: 'user', group: 'run', when: asks('Query.people') },
  { to: '/registro', title: 'record', icon: 'list', group: 'run', when: asks('Query.record') },
  { to: '/piano', title: 'plan', icon: 'file', group: 'run', when: asks('Mutation.planImport') },
  { to: '/sedi', title: 'sites', icon: 'arrowRight', group: 'run', when: asks('Query.sites') },
  { to: '/regole', title: 'rules', icon: 'info', group: 'explain', when: everybody },
  { to: '/cerca', title: 'search', icon: 'search', group: 'frame', when: everybody },
  { to: '/aiuto', title: 'how', icon: 'help', group: 'explain', when: everybody },
  { to: '/preferenze', title: 'account', icon: 'settings', group: 'frame', when: asks('Query.mySettings') },
]

/** Every page that the viewer may use: nothing that the server would refuse [RI6]. */
export const pagesFor = (viewer: Viewer): readonly PageLink[] => PAGES.filter(({ when }) => when(viewer))

const MENU: BarLink = { to: '/menu', title: 'menu', icon: 'more', group: 'frame' }

/** The few pages of the bar, the menu of all last. */
export const barFor = (viewer: Viewer, held: Held): readonly BarLink[] => [
  ...PAGES.flatMap((page) => (page.bar?.(viewer, held) ? [page] : [])),
  MENU,
]

/** The page of the one thing that somebody came for: whoever enters values enters them, all others see how it goes. */
export const homeOf = (viewer: Viewer): '/misure' | '/cruscotto' =>
  holdsRole(viewer, 'unit-head') ? '/misure' : '/cruscotto'

/** Pages that stand below another one of the rail, by their names in the router: its address. */
const BELOW: Readonly<Record<string, string>> = {
  indicator: '/albero',
  why: '/albero',
  history: '/albero',
  review: '/rilevazione',
  asOf: '/piano/vita',
  editor: '/piano/vita',
}

/** Is the page of the rail the one in sight, or does the one in sight stand below it? */
export const isAt = (to: string, here: { readonly path: string; readonly name?: unknown }): boolean =>
  here.path === to || BELOW[String(here.name)] === to
