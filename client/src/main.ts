import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './modules/i18n'
import { pwa } from './modules/pwa'
import { router } from './router'
import './ui/style/app.scss'

createApp(App).use(i18n).use(router).use(pwa).mount('#app')
