import { holdsRole, mayAsk, type ApiField, type Viewer } from '@traguardo/shared/people'
import type titles from '../modules/words.it.json'
import type { IconName } from './icons'

/** A page that somebody may open from the menu. */
export interface PageLink {
  readonly to: string
  /** Key of its title. */
  readonly title: keyof typeof titles.title
  readonly icon: IconName
}

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
  { to: '/misure', title: 'values', icon: 'pencil', when: entersValues, bar: entersValues },
  { to: '/cruscotto', title: 'dashboard', icon: 'dashboard', when: everybody, bar: (viewer) => !entersValues(viewer) },
  {
    to: '/rilevazione',
    title: 'collection',
    icon: 'check',
    when: followsCollection,
    bar: (viewer) => followsCollection(viewer) && !entersValues(viewer),
  },
  { to: '/albero', title: 'tree', icon: 'tree', when: everybody, bar: everybody },
  {
    to: '/obiettivi',
    title: 'objectives',
    icon: 'star',
    when: everybody,
    bar: (viewer, { sheet }) => followsCollection(viewer) || sheet,
  },
  {
    to: '/sistemare',
    title: 'tray',
    icon: 'tool',
    when: (viewer) => holdsRole(viewer, 'unit-head', 'manager'),
    bar: (viewer, { tray }) => entersValues(viewer) || tray,
  },
  { to: '/avvisi', title: 'notices', icon: 'info', when: asks('Query.notices') },
  { to: '/piano/vita', title: 'life', icon: 'clock', when: asks('Query.planLife') },
  { to: '/calendario', title: 'calendar', icon: 'calendar', when: asks('Mutation.calendarSave') },
  { to: '/persone', title: 'staff', icon: 'user', when: asks('Query.people') },
  { to: '/registro', title: 'record', icon: 'search', when: asks('Query.record') },
  { to: '/piano', title: 'plan', icon: 'settings', when: asks('Mutation.planImport') },
  { to: '/sedi', title: 'sites', icon: 'arrowRight', when: asks('Query.sites') },
  { to: '/regole', title: 'rules', icon: 'info', when: everybody },
  { to: '/cerca', title: 'search', icon: 'search', when: everybody },
  { to: '/aiuto', title: 'how', icon: 'info', when: everybody },
  { to: '/preferenze', title: 'account', icon: 'settings', when: asks('Query.mySettings') },
]

/** Every page that the viewer may use: nothing that the server would refuse [RI6]. */
export const pagesFor = (viewer: Viewer): readonly PageLink[] => PAGES.filter(({ when }) => when(viewer))

const MENU: BarLink = { to: '/menu', title: 'menu', icon: 'more' }

/** The few pages of the bar, the menu of all last. */
export const barFor = (viewer: Viewer, held: Held): readonly BarLink[] => [
  ...PAGES.flatMap((page) => (page.bar?.(viewer, held) ? [page] : [])),
  MENU,
]

/** The page of the one thing that somebody came for. */
export function homeOf(viewer: Viewer): '/misure' | '/cruscotto' | '/obiettivi' {
  if (holdsRole(viewer, 'unit-head')) return '/misure'
  return holdsRole(viewer, 'manager') && !holdsRole(viewer, 'controller') ? '/obiettivi' : '/cruscotto'
}
