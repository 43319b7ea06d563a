import { type Router, createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { nextTick } from 'vue'
import type { Replica } from './replica/replica'
import { useWords } from './modules/i18n'
import { homeOf } from './ui/pages'
import type { Boot } from './replica/boot'
import type { SessionHere } from './replica/session'
import type { Scores } from './scores/scores'
import { wholeDrawn } from './ui/chunked-render'

/** Pages that show the year that was chosen: `?anno=2020` names it where it is not the one at work. */
const OF_YEAR: ReadonlySet<string> = new Set([
  'dashboard',
  'tree',
  'objectives',
  'collection',
  'indicator',
  'why',
  'rules',
  'asOf',
])
/** Pages that show scores and are not there before them; the page of entry is. */
const OF_SCORES: ReadonlySet<string> = new Set([...OF_YEAR, 'review'])
const YEAR = /^(?:19|20)\d\d$/

/** Keeps the year that is looked at and the address together, so that a link leads into the same year. */
function keepYearInAddress(router: Router, { chosenYear, chooseYear, year }: Replica): void {
  router.beforeEach(({ name, path, params, query, hash }) => {
    // The address of a review names its year itself.
    if (name === 'review' && YEAR.test(String(params.year)) && Number(params.year) !== year.value)
      void chooseYear(Number(params.year))
    if (!OF_YEAR.has(String(name))) return true
    if (typeof query.anno === 'string' && YEAR.test(query.anno)) {
      if (Number(query.anno) !== year.value) void chooseYear(Number(query.anno))
      return true
    }
    return chosenYear.value === null ? true : { path, hash, query: { ...query, anno: String(chosenYear.value) } }
  })
}

const page = (path: string, name: string, component: RouteRecordRaw['component'], open = false): RouteRecordRaw =>
  ({ path, name, component, meta: { open } }) as RouteRecordRaw

const routes = (): RouteRecordRaw[] => [
  { path: '/', name: 'home', component: () => import('./frame/NotFound.vue') },
  page('/accesso', 'signIn', () => import('./people/SignInPage.vue'), true),
  page('/avvio', 'setup', () => import('./people/SetupPage.vue'), true),
  page('/misure', 'values', () => import('./values/ValuesPage.vue')),
  page('/cruscotto', 'dashboard', () => import('./dashboard/DashboardPage.vue')),
  page('/albero', 'tree', () => import('./tree/TreePage.vue')),
  page('/indicatore/:code', 'indicator', () => import('./indicator/IndicatorPage.vue')),
  page('/perche/:list/:code', 'why', () => import('./indicator/ExplanationPage.vue')),
  page('/storia/:unit/:measure/:year/:period', 'history', () => import('./history/HistoryPage.vue')),
  page('/obiettivi/:code?', 'objectives', () => import('./objectives/ObjectivesPage.vue')),
  page('/sistemare', 'tray', () => import('./sync/tray/TrayPage.vue')),
  page('/rilevazione', 'collection', () => import('./collection/BoardPage.vue')),
  page('/rilevazione/:unit/:year/:period', 'review', () => import('./collection/ReviewPage.vue')),
  page('/avvisi', 'notices', () => import('./notices/NoticesPage.vue')),
  page('/preferenze', 'account', () => import('./account/AccountPage.vue')),
  page('/password/:token', 'passwordSet', () => import('./account/PasswordSetPage.vue'), true),
  page('/password-dimenticata', 'passwordForgotten', () => import('./account/PasswordForgottenPage.vue'), true),
  page('/persone', 'staff', () => import('./staff/StaffPage.vue')),
  page('/calendario', 'calendar', () => import('./calendar/CalendarPage.vue')),
  page('/registro', 'record', () => import('./record/RecordPage.vue')),
  page('/piano/vita', 'life', () => import('./life/LifePage.vue')),
  page('/albero/al/:day', 'asOf', () => import('./tree/AsOfPage.vue')),
  page('/piano/bozza/:first/:last', 'editor', () => import('./editor/EditorPage.vue')),
  page('/regole', 'rules', () => import('./policy/PolicyPage.vue')),
  page('/cerca', 'search', () => import('./search/SearchPage.vue')),
  { ...page('/aiuto', 'how', () => import('./help/SectionsPage.vue'), true), props: { of: 'how' } } as RouteRecordRaw,
  page('/glossario', 'glossary', () => import('./help/GlossaryPage.vue'), true),
  {
    ...page('/accessibilita', 'accessibility', () => import('./help/SectionsPage.vue'), true),
    props: { of: 'accessibility' },
  } as RouteRecordRaw,
  page('/menu', 'menu', () => import('./frame/MenuPage.vue')),
  page('/piano', 'plan', () => import('./plans/file/PlanFilePage.vue')),
  page('/sedi', 'sites', () => import('./sites/SitesPage.vue')),
  page('/sede', 'site', () => import('./sites/SitePage.vue')),
  page('/:rest(.*)*', 'notFound', () => import('./frame/NotFound.vue'), true),
]

/** Says the page's name to the tab and, after the first, moves the focus to its heading, or to the field it is for. */
function announce(router: Router): void {
  const { t, te } = useWords()
  router.afterEach(async (to, from, failure) => {
    if (failure) return
    const title = `title.${String(to.name)}`
    document.title = te(title) ? `${t(title)} - Traguardo` : 'Traguardo'
    if (from.matched.length === 0 || to.path === from.path) return
    await nextTick()
    const first =
      document.querySelector<HTMLElement>('main [data-first] input') ?? document.querySelector<HTMLElement>('h1')
    first?.focus()
  })
}

/** State on which the way to a page depends. */
interface Ways {
  readonly who: SessionHere
  readonly boot: Boot
  readonly replica: Replica
  readonly scores: Scores
}

/** Leads everybody to a page that they may see: nobody gets past the sign-in, and a new installation is set up first. */
function guard(router: Router, { who: { session, status }, boot, scores }: Ways): void {
  router.beforeEach(async (to) => {
    await boot.ready()
    if (!session.value) {
      if (status.value?.needsSetup) return to.name === 'setup' ? true : { name: 'setup' }
      if (to.name === 'setup') return { name: 'signIn' }
      if (to.meta.open) return true
      return { name: 'signIn', query: to.path === '/' ? {} : { poi: to.fullPath } }
    }
    if (to.name === 'home' || to.name === 'setup') return homeOf(session.value)
    return true
  })
  // Beside the page itself, which is fetched by now.
  router.beforeResolve(async (to) => {
    if (OF_SCORES.has(String(to.name))) await scores.ready()
  })
}

/** The pages and the ways between them. */
export function createPages(ways: Ways): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: routes(),
    // The place where one was, or that the address names, once the page is there to its end; a page that was just
    // loaded stands at its top.
    scrollBehavior: (to, from, saved) => {
      if (saved) return wholeDrawn().then(() => saved)
      if (to.hash) return wholeDrawn().then(() => ({ el: `#${CSS.escape(decodeURIComponent(to.hash.slice(1)))}` }))
      return to.path === from.path || from.matched.length === 0 ? false : { top: 0 }
    },
  })
  guard(router, ways)
  keepYearInAddress(router, ways.replica)
  announce(router)
  return router
}
