import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** A document in a module that was made of a file of documents. */
const DOCUMENT = /^export const (\w+)Document = ("(?:[^"\\]|\\.)*") as TypedDocument</gm

async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Leaves a list of the documents that the pages send, each by its hash: a server in earnest answers no others [RI82]. */
function documentList(): Plugin {
  const texts = new Map<string, string>()
  return {
    name: 'document-list',
    enforce: 'pre',
    transform: {
      filter: { id: /\.generated\.ts$/ },
      handler(code) {
        for (const [, name = '', text = ''] of code.matchAll(DOCUMENT)) texts.set(name, JSON.parse(text) as string)
      },
    },
    async generateBundle() {
      const list = await Promise.all([...texts].sort().map(async ([name, text]) => [await hashOf(text), name]))
      this.emitFile({ type: 'asset', fileName: 'documents.json', source: JSON.stringify(Object.fromEntries(list)) })
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    vue(),
    // Sentences are compiled here: no message compiler travels to the browser.
    vueI18n({
      include: `${import.meta.dirname}/src/**/*.{it,en}.json`,
      dropMessageCompiler: true,
      // Sentences are text, never HTML: they may say `< x-1`.
      strictMessage: false,
    }),
    documentList(),
    VitePWA({
      registerType: 'prompt',
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'Traguardo',
        short_name: 'Traguardo',
        description: 'Il ciclo della performance degli enti pubblici italiani, dal piano al punteggio.',
        lang: 'it',
        start_url: '/',
        display: 'standalone',
        theme_color: '#0066cc',
        background_color: '#ffffff',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      injectManifest: { globPatterns: ['**/*.{html,js,css,woff2,svg,png,webmanifest}'] },
    }),
  ],
  resolve: {
    alias: { 'vue-demi': 'vue' },
    dedupe: ['graphql', 'vue', '@apollo/client'],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    'globalThis.__DEV__': 'false',
  },
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: [`${import.meta.dirname}/node_modules/bootstrap-italia/src/scss`],
        quietDeps: true,
        // Bootstrap Italia 2 is written with the old module system of Sass.
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
      },
    },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // All styles in one file: components have a few lines each, and none is drawn before its own are here.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What every start needs is one file: a lazy part that shares some of it does not cut it into pieces.
      output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
    },
  },
})
