// Shared styles come before those that a component adds.
import './ui/style/app.scss'
import { createApp } from 'vue'
import App from './App.vue'
import { compose } from './compose'
import { keepLocale } from './modules/i18n'
import { pwa } from './modules/pwa'
import { setTheme, themeNow } from './modules/theme'
import { createPages } from './router'
import { listenForTyping } from './ui/chunked-render'

setTheme(themeNow())
listenForTyping()
// Reading the program and drawing its frame are two tasks.
setTimeout(async () => {
  await keepLocale()
  const composed = compose()
  createApp(App).use(composed).use(createPages(composed)).use(pwa).mount('#app')
})
