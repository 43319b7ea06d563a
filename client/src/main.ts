import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './modules/i18n'
import { pwa } from './modules/pwa'
import { setTheme, themeNow } from './modules/theme'
import { router } from './router'
import './ui/style/app.scss'

setTheme(themeNow())
// Reading the program and drawing its frame are two tasks.
setTimeout(() => createApp(App).use(i18n).use(router).use(pwa).mount('#app'))
