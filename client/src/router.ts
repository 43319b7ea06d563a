import { nextTick } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { moreWords, say } from './modules/i18n'
import { keepYearInAddress } from './modules/year-in-address'
import { ready } from './people/boot'
import { drawn } from './ui/slices'
import { homeOf } from './people/session'
import { useSession } from './people/use-session'

const page = (path: string, name: string, component: RouteRecordRaw['component'], open = false): RouteRecordRaw =>
  ({ path, name, component, meta: { open } }) as RouteRecordRaw

const routes = [
  { path: '/', name: 'home', component: () => import('./frame/NotFound.vue') },
  page('/accesso', 'signIn', () => import('./people/SignInPage.vue'), true),
  page('/avvio', 'setup', () => import('./people/SetupPage.vue'), true),
  page('/misure', 'values', () => import('./values/ValuesPage.vue')),
  page('/cruscotto', 'dashboard', () => import('./dashboard/DashboardPage.vue')),
  page('/albero', 'tree', () => import('./plans/TreePage.vue')),
  page('/indicatore/:code', 'indicator', () => import('./plans/IndicatorPage.vue')),
  page('/perche/:kind/:code', 'why', () => import('./scores/ExplanationPage.vue')),
  page('/storia/:unit/:measure/:year/:period', 'history', () => import('./history/HistoryPage.vue')),
  page('/obiettivi', 'objectives', () => import('./objectives/ObjectivesPage.vue')),
  page('/sistemare', 'tray', () => import('./sync/TrayPage.vue')),
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
  page('/albero/al/:day', 'asOf', () => import('./life/AsOfPage.vue')),
  page('/piano/bozza/:first/:last', 'editor', () => import('./editor/EditorPage.vue')),
  page('/cerca', 'search', () => import('./search/SearchPage.vue')),
  { ...page('/aiuto', 'how', () => import('./help/SectionsPage.vue'), true), props: { of: 'how' } } as RouteRecordRaw,
  page('/glossario', 'glossary', () => import('./help/GlossaryPage.vue'), true),
  {
    ...page('/accessibilita', 'accessibility', () => import('./help/SectionsPage.vue'), true),
    props: { of: 'accessibility' },
  } as RouteRecordRaw,
  page('/menu', 'menu', () => import('./frame/MenuPage.vue')),
  page('/piano', 'plan', () => import('./plans/PlanFilePage.vue')),
  page('/sedi', 'sites', () => import('./sites/SitesPage.vue')),
  page('/sede', 'site', () => import('./sites/SitePage.vue')),
  page('/:rest(.*)*', 'notFound', () => import('./frame/NotFound.vue'), true),
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  // Where one was, or what the address names, once the page is there to its end; what was just loaded stands at its top.
  scrollBehavior: (to, from, saved) => {
    if (saved) return drawn().then(() => saved)
    if (to.hash) return drawn().then(() => ({ el: `#${CSS.escape(decodeURIComponent(to.hash.slice(1)))}` }))
    return to.path === from.path || from.matched.length === 0 ? false : { top: 0 }
  },
})

const { session, status } = useSession()

router.beforeEach(async (to) => {
  await ready()
  if (!session.value) {
    if (status.value?.needsSetup) return to.name === 'setup' ? true : { name: 'setup' }
    if (to.name === 'setup') return { name: 'signIn' }
    if (to.meta.open) return true
    return { name: 'signIn', query: to.path === '/' ? {} : { poi: to.fullPath } }
  }
  if (to.name === 'home' || to.name === 'setup') return homeOf(session.value)
  return true
})

keepYearInAddress(router)

/** Pages that do with the first sentences. */
const FIRST = new Set(['values', 'notFound'])

router.beforeResolve(({ name }) => (FIRST.has(String(name)) ? undefined : moreWords()))

/** Says the page's name to the tab and, after the first, moves the focus to its heading, or to the field it is for. */
router.afterEach(async (to, from, failure) => {
  if (failure) return
  document.title = `${say(`title.${String(to.name)}`)} - Traguardo`
  if (from.matched.length === 0 || to.path === from.path) return
  await nextTick()
  const first =
    document.querySelector<HTMLElement>('main [data-first] input') ?? document.querySelector<HTMLElement>('h1')
  first?.focus()
})
