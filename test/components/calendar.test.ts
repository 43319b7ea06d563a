import { calendarOf } from '@traguardo/shared/calendar'
import { nextTick } from 'vue'
import { expect, it } from 'vitest'
import CalendarPage from '../../client/src/calendar/CalendarPage.vue'
import { massaCarrara } from '../support/massa-carrara'
import { here, labelled, onNewDevice, personOf, show, sitDown } from '../support/mounted'

onNewDevice()

it('[SY93.4] a field that was changed stays where the plan comes in anew, the others follow it', async () => {
  await sitDown(personOf('controllo-gestione', 'controller', 'ENTE'))
  const shown = show(CalendarPage)
  const division = labelled<HTMLSelectElement>(shown, 'Suddivisione dell’anno')
  const reminders = labelled(shown, 'Promemoria: giorni prima della scadenza')
  await division.setValue('semestri')
  const calendar = { ...calendarOf(massaCarrara, 2021), reminderDays: [9, 4] }
  here().replica.plan.value = { ...massaCarrara, calendars: [calendar] }
  await nextTick()
  expect(division.element.value).toBe('semestri')
  expect(reminders.element.value).toBe('9, 4')
  // Another year is another calendar.
  await labelled<HTMLSelectElement>(shown, 'Anno').setValue('2022')
  expect(division.element.value).toBe('quadrimestri')
})
