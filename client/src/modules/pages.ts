import { holds, may, type Operation, type Viewer } from '@traguardo/shared/people'
import type { IconName } from '../ui/icons'

/** A page that somebody may open from the menu. */
export interface PageLink {
  readonly to: string
  /** Key of its title. */
  readonly title: string
  readonly icon: IconName
}

interface Page extends PageLink {
  readonly when: (viewer: Viewer) => boolean
}

const asks = (operation: Operation) => (viewer: Viewer) => may(viewer, operation)

const PAGES: readonly Page[] = [
  { to: '/misure', title: 'values', icon: 'pencil', when: (viewer) => holds(viewer, 'unit-head') },
  {
    to: '/rilevazione',
    title: 'collection',
    icon: 'check',
    when: (viewer) => holds(viewer, 'manager', 'controller', 'evaluator'),
  },
  { to: '/cruscotto', title: 'dashboard', icon: 'dashboard', when: () => true },
  { to: '/albero', title: 'tree', icon: 'tree', when: () => true },
  { to: '/obiettivi', title: 'objectives', icon: 'star', when: () => true },
  { to: '/sistemare', title: 'tray', icon: 'tool', when: (viewer) => holds(viewer, 'unit-head', 'manager') },
  { to: '/avvisi', title: 'notices', icon: 'info', when: asks('Query.notices') },
  { to: '/piano/vita', title: 'life', icon: 'clock', when: asks('Query.planLife') },
  { to: '/calendario', title: 'calendar', icon: 'calendar', when: asks('Mutation.calendarSave') },
  { to: '/persone', title: 'staff', icon: 'user', when: asks('Query.people') },
  { to: '/registro', title: 'record', icon: 'search', when: asks('Query.record') },
  { to: '/piano', title: 'plan', icon: 'settings', when: asks('Mutation.planImport') },
  { to: '/sedi', title: 'sites', icon: 'arrowRight', when: asks('Query.sites') },
  { to: '/cerca', title: 'search', icon: 'search', when: () => true },
  { to: '/aiuto', title: 'how', icon: 'info', when: () => true },
  { to: '/preferenze', title: 'account', icon: 'settings', when: asks('Query.mySettings') },
]

/** Every page that the viewer may use: nothing that the server would refuse [RI6]. */
export const pagesFor = (viewer: Viewer): readonly PageLink[] => PAGES.filter(({ when }) => when(viewer))
