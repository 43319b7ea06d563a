import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/**
 * vue-i18n reads one export of Vue by a computed name, which keeps all of Vue in the bundle: said by name, a quarter of it
 * falls away.
 */
const namedVueExport: Plugin = {
  name: 'named-vue-export',
  transform: {
    filter: { id: /vue-i18n\.runtime\.mjs/ },
    handler: (code) => code.replace('return Vue[key];', 'return Vue.getCurrentInstance();'),
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    vue(),
    // Sentences are compiled here: no message compiler travels to the browser.
    vueI18n({
      include: `${import.meta.dirname}/src/**/*.{it,en}.json`,
      dropMessageCompiler: true,
      fullInstall: false,
      // Sentences are text, never HTML: they may say `< x-1`.
      strictMessage: false,
    }),
    namedVueExport,
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
